"""Pictures that people send: decoded, capped, stripped of what the camera told, and written anew as WebP."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from threading import Lock

from .errors import Invalid
from .languages import _

MOST_BYTES = 5_000_000
MOST_PIXELS = 40_000_000
MOST_PIXELS_AT_ONCE = 16_000_000
"""Of a format that can only be read whole. A picture of one colour is small to send and large to open."""
one_at_a_time = Lock()
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def picture(data: bytes, longest: int = LONGEST_SIDE) -> bytes:
    """The picture as WebP without metadata, no side above `longest` pixels. Raises Invalid for what is no picture."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # large, and seldom needed

    if len(data) > MOST_BYTES:
        raise Invalid(_("The picture is larger than 5 MB. Send a smaller one."), "image")
    try:
        with one_at_a_time, Image.open(BytesIO(data), formats=FORMATS) as opened:
            most = MOST_PIXELS if opened.format == "JPEG" else MOST_PIXELS_AT_ONCE
            if opened.width * opened.height > most:
                raise Invalid(_("The picture has too many pixels. Send a smaller one."), "image")
            opened.draft(None, (longest, longest))  # a JPEG is shrunk while it is read
            is_clear = "A" in opened.getbands() or "transparency" in opened.info
            if opened.mode == "P":
                upright = opened.convert("RGBA" if is_clear else "RGB")
                upright.thumbnail((longest, longest))
                upright = ImageOps.exif_transpose(upright)
            else:
                opened.thumbnail((longest, longest))
                upright = ImageOps.exif_transpose(opened).convert("RGBA" if is_clear else "RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid(_("This is not a picture that we can read. Send a JPEG, PNG, WebP or GIF."), "image") from error
    out = BytesIO()
    upright.save(out, "WEBP", quality=80)
    return out.getvalue()


def keep(folder: Path, data: bytes) -> str:
    """Write a picture under the name of its content; answer the name. Writing it twice is writing it once."""
    name = f"{sha256(data).hexdigest()[:32]}.webp"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    if not target.exists():
        beside = target.with_suffix(f".{token_hex(4)}.part")
        beside.write_bytes(data)
        beside.replace(target)
    return name
