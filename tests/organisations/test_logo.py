"""A logo: sent, made small and plain, served for ever, taken away."""

from io import BytesIO

from PIL import Image


def png(size=(900, 600)):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    out.seek(0)
    return out


def send(client, organisation, file, name="logo.png"):
    path = f"/en/organisations/{organisation.slug}/logo"
    return client.post(path, {"image": (file, name)}, content_type="multipart/form-data")


def test_it_is_kept_small_and_served_as_what_never_changes(client, world, fresh):
    assert send(client.sign_in(world.amina), world.sahel, png()).status_code == 303
    name = fresh(world.sahel).logo
    served = client.get(f"/uploads/{name}")
    assert served.mimetype == "image/webp"
    assert "immutable" in served.headers["Cache-Control"]
    assert "no-store" not in served.headers["Cache-Control"]
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    with Image.open(BytesIO(client.get(f"/uploads/{name}", buffered=True).data)) as picture:
        assert max(picture.size) == 480
    assert f"/uploads/{name}" in client.sign_out().get(f"/en/organisations/{world.sahel.slug}").text


def test_what_is_no_picture_is_refused_beside_its_field(client, world, fresh):
    for file in (BytesIO(b"<svg onload=alert(1)>"), BytesIO(b"")):
        page = send(client.sign_in(world.amina), world.sahel, file)
        assert page.status_code == 422
        assert 'id="image-error"' in page.text
    assert fresh(world.sahel).logo is None


def test_strangers_send_none(client, world, fresh):
    assert send(client.sign_in(world.bao), world.sahel, png()).status_code == 403
    assert send(client.sign_out(), world.sahel, png()).status_code == 403
    assert fresh(world.sahel).logo is None


def test_it_can_be_taken_away(client, world, fresh):
    send(client.sign_in(world.amina), world.sahel, png())
    assert client.post(f"/en/organisations/{world.sahel.slug}/logo/removal").status_code == 303
    assert fresh(world.sahel).logo is None


def test_nothing_else_is_served_from_the_folder(client, world):
    for name in ("../commons.db", "..%2fsecret_key", "absent.webp"):
        assert client.get(f"/uploads/{name}").status_code == 404
