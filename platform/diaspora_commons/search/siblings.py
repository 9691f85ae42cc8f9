"""Texts that say the same in several languages at one address: a search shows one of them.

It is the one in the reader's language if that was found too, else the one that answers best; it stands where the best
of them would.
"""

from .postings import Impacts, Snapshot


def one_of_each(snapshot: Snapshot, scores: Impacts, pool: int, language: str) -> tuple[int, Impacts]:
    """Those of the pool that are shown, and the scores, with the best of its siblings' for each of these."""
    siblings = snapshot.siblings
    found: dict[str, list[int]] = {}
    for number in scores.keys() & siblings.keys():
        if pool >> number & 1:
            found.setdefault(siblings[number], []).append(number)
    several = [numbers for numbers in found.values() if len(numbers) > 1]
    if not several:
        return pool, scores
    mine, scores, hidden = snapshot.filed(f"speaks={language}"), dict(scores), 0
    for numbers in several:
        shown = max(numbers, key=lambda number: (mine >> number & 1, scores[number], -number))
        scores[shown] = max(scores[number] for number in numbers)
        for number in numbers:
            if number != shown:
                hidden |= 1 << number
    return pool & ~hidden, scores
