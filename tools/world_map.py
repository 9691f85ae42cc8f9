"""Make templates/parts/shapes.html from the topology file of the npm package `world-atlas`.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/world_map.py package/countries-50m.json > templates/parts/shapes.html

The projection is Equal Earth: every country has its true share of the paper. Outlines are simplified
arc by arc, so that neighbours keep one common border; states too small to see become dots.
"""

import json
import sys
from collections import defaultdict
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from babel.core import get_global

WIDTH = 1400
MIDDLE = 11  # degrees east: the edge of the map then runs through Bering Strait and cuts no country
COARSENESS = 3.5  # area of a triangle of three points, in square units, that is too small to keep
ISLET = 5.0  # rings smaller than this are left out, unless they are all a country has
DOT = 14.0  # a country smaller than this is drawn as a dot
RADIUS = 3
LEFT_OUT = {"Antarctica", "Fr. S. Antarctic Lands", "Heard I. and McDonald Is."}
WITHOUT_NUMBER = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}

Point = tuple[float, float]


def projected(longitude: float, latitude: float) -> Point:
    """Equal Earth, after Šavrič, Patterson and Jenny (2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    east = (longitude - MIDDLE + 180) % 360 - 180
    x = 2 * sqrt(3) * radians(east) * cos(t) / (3 * (9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1))
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    return x, y


def arcs_of(topology: dict[str, Any], scale: float) -> list[list[Point]]:
    """All border lines, projected to the paper (y downwards, not yet moved into the frame)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for line in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in line:
            x, y = x + dx, y + dy
            px, py = projected(x * sx + tx, y * sy + ty)
            points.append((px * scale, -py * scale))
        arcs.append(simplified(points))
    return arcs


def simplified(points: list[Point]) -> list[Point]:
    """Visvalingam's way: take out the point that matters least, until all that are left matter."""
    kept = list(points)
    fewest = 4 if kept[0] == kept[-1] else 2
    while len(kept) > fewest:
        areas = [area([kept[i - 1], kept[i], kept[i + 1]]) for i in range(1, len(kept) - 1)]
        least = min(range(len(areas)), key=areas.__getitem__)
        if areas[least] > COARSENESS:
            break
        del kept[least + 1]
    return kept


def area(ring: list[Point]) -> float:
    following = ring[1:] + ring[:1]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, following, strict=True))) / 2


def rings_of(shape: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = []
    for polygon in polygons:
        for indices in polygon:
            ring: list[Point] = []
            for index in indices:
                line = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring += line[1:] if ring else line
            rings.append(ring)
    return [ring for ring in rings if not crosses_the_edge(ring)]


def crosses_the_edge(ring: list[Point]) -> bool:
    return max(x for x, _ in ring) - min(x for x, _ in ring) > WIDTH / 2


def path(rings: list[list[Point]], top: float) -> str:
    """The outline in whole numbers, relative where it can be."""
    biggest = max(rings, key=area)
    if area(biggest) < DOT:
        x = sum(p[0] for p in biggest) / len(biggest)
        y = sum(p[1] for p in biggest) / len(biggest)
        r, across = RADIUS, 2 * RADIUS
        start = f"M{round(x + WIDTH / 2) - r} {round(y - top)}"
        return f"{start}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0z"
    drawn = ""
    for ring in rings:
        if ring is not biggest and area(ring) < ISLET:
            continue
        whole = [(round(x + WIDTH / 2), round(y - top)) for x, y in ring]
        steps = [(u - x, v - y) for (x, y), (u, v) in pairwise(whole) if (x, y) != (u, v)]
        drawn += f"M{whole[0][0]} {whole[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps[:-1]) + "z"
    return drawn.replace(" -", "-")


def alpha2(number: str | None, name: str) -> str | None:
    aliases: dict[str, list[str]] = get_global("territory_aliases")  # type: ignore[assignment]
    return aliases[number][0] if number in aliases else WITHOUT_NUMBER.get(name)


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    edge = projected(MIDDLE + 179.999, 0)[0]
    arcs = arcs_of(topology, WIDTH / 2 / edge)
    outlines: dict[str | None, list[list[Point]]] = defaultdict(list)
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name not in LEFT_OUT:
            outlines[alpha2(shape.get("id"), name)] += rings_of(shape, arcs)
    heights = [y for rings in outlines.values() for ring in rings if area(ring) > ISLET for _, y in ring]
    top, bottom = min(heights) - RADIUS, max(heights) + RADIUS
    rest = path(outlines.pop(None), top)
    countries = ",\n".join(f'"{code}": "{path(outlines[code], top)}"' for code in sorted(filter(None, outlines)))
    sys.stdout.write(
        "{# Made by tools/world_map.py from world-atlas (Natural Earth, public domain). #}\n"
        f"{{% set width = {WIDTH} %}}{{% set height = {round(bottom - top)} %}}\n"
        f'{{% set rest = "{rest}" %}}\n'
        f"{{% set shapes = {{\n{countries}\n}} %}}\n"
    )


if __name__ == "__main__":
    main()
