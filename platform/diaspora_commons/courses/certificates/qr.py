"""A square that a phone reads: the address of a certificate, drawn so that it needs no style and no picture file."""

import segno

QUIET = 4
"""So many empty modules must stand around it."""


def path(address: str) -> tuple[int, str]:
    """How many modules wide it is with its margin, and the dark ones as one path of an SVG."""
    square = segno.make(address, error="m", micro=False, boost_error=False)
    runs: list[str] = []
    for y, row in enumerate(square.matrix):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                runs.append(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z")
            x += length or 1
    return len(square.matrix) + 2 * QUIET, "".join(runs)
