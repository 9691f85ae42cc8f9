"""How good the answers to a set of questions are, by language and kind of question."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .ruleset import Band, Look, offered

COLUMNS = ("asked", "hit@1", "hit@3", "answered", "offered", "refused", "wrong", "right or offered", "refused rightly")


@dataclass
class Count:
    """What was counted for one group of questions."""

    asked: int = 0
    within: int = 0
    """Those that have an answer here."""
    first: int = 0
    third: int = 0
    bands: dict[Band, int] = field(default_factory=lambda: dict.fromkeys(Band, 0))
    wrong: int = 0
    """Answered at once, and wrongly."""
    good: int = 0
    """Right, or among those offered."""
    refused: int = 0
    """Rightly not answered."""

    def add(self, look: Look, acceptable: Sequence[str]) -> None:
        self.asked += 1
        self.bands[look.band] += 1
        ranked = [slug for slug, _sure in look.ranking]
        is_answered = look.band is Band.ANSWER
        self.wrong += is_answered and look.slug not in acceptable
        if not acceptable:
            self.refused += not is_answered
            return
        self.within += 1
        self.first += bool(ranked[:1]) and ranked[0] in acceptable
        self.third += bool(set(ranked[:3]) & set(acceptable))
        shown = ranked[:1] if is_answered else offered(look) if look.band is Band.CHOICES else []
        self.good += bool(set(shown) & set(acceptable))

    def shares(self) -> dict[str, float | int | None]:
        """The same as shares; None where nothing was asked."""
        of_all = {band: number / self.asked if self.asked else None for band, number in self.bands.items()}
        beyond = self.asked - self.within
        return {
            "asked": self.asked,
            "hit@1": self.first / self.within if self.within else None,
            "hit@3": self.third / self.within if self.within else None,
            "answered": of_all[Band.ANSWER],
            "offered": of_all[Band.CHOICES],
            "refused": of_all[Band.NOTHING],
            "wrong": self.wrong / self.asked if self.asked else None,
            "right or offered": self.good / self.within if self.within else None,
            "refused rightly": self.refused / beyond if beyond else None,
        }


def measured(rows: Iterable[Mapping[str, Any]], look: Callable[[str, str], Look]) -> dict[str, Count]:
    """Ask everything; count by all, language, tier and both."""
    counts: dict[str, Count] = {}
    for row in rows:
        language = row.get("language") or row.get("lang") or "en"
        tier = row.get("tier") or ""
        found = look(row["text"], language)
        groups = ["all", language, *((tier, f"{tier} {language}") if tier else ())]
        for group in groups:
            counts.setdefault(group, Count()).add(found, acceptable(row))
    return counts


def acceptable(row: Mapping[str, Any]) -> list[str]:
    """The answers that count as right; none when the question lies beyond what is known."""
    wanted = [row.get("expected"), *(row.get("acceptable") or ())]
    return [str(slug) for slug in wanted if slug]


def table(counts: Mapping[str, Count]) -> list[str]:
    """The figures as lines of text."""
    lines = [f"{'':24}" + "".join(f"{name:>17}" for name in COLUMNS)]
    for group in sorted(counts, key=lambda name: (name != "all", name)):
        shares = counts[group].shares()
        cells = (shares[name] for name in COLUMNS)
        lines.append(f"{group:24}" + "".join(f"{_cell(value):>17}" for value in cells))
    return lines


def _cell(value: float | None) -> str:
    return "–" if value is None else str(value) if isinstance(value, int) else f"{100 * value:.1f}"
