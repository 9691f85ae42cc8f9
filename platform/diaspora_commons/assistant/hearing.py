"""How much a message sounds like somebody in danger: learnt from messages that people write, `data/messages.txt`.

A pattern hears only what somebody thought of; this hears what is near to it. A small logistic model weighs words, their
beginnings, neighbours, and the ideas they stand for in any language, so that what is learnt from "my boss took my
passport" is known of "le patron a pris nos papiers". The phrases of the FAQs are what sounds harmless. The same files
always give the same weights.
"""

import json
import math
import random
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from diaspora_commons.assistant.ideas import bare, ideas

MESSAGES = Path(__file__).parent / "data" / "messages.txt"
FAQS = Path(__file__).resolve().parents[1] / "demo" / "content" / "faq.jsonl"
OWN = "safety-emergency"
BEGINNINGS = (3, 4, 5, 6)
NEAR = 3
ROUNDS, RATE, LITTLE = 6, 0.5, 0.002
# How much one message of each kind counts: there are far more phrases of FAQs than of anything else.
DANGER, HARMLESS, PHRASE = 2.0, 1.5, 1.0
# A short message of unknown words says little, whatever its one known word weighs.
DOUBT, STRANGE = 60.0, 0.25


@dataclass(frozen=True)
class Hearing:
    """The weights of all features, how rare each is, and where the scale begins."""

    weights: Mapping[str, float]
    rarity: Mapping[str, float]
    start: float
    strange: float
    """How much one feature counts that was never met."""

    def of(self, words: Sequence[str]) -> float:
        """Above nought: it sounds more like danger than not."""
        total, size = 0.0, DOUBT
        for feature in features(words):
            rarity = self.rarity.get(feature)
            if rarity is None:
                size += self.strange
            else:
                total += self.weights[feature] * rarity
                size += rarity * rarity
        return self.start + total / math.sqrt(size)


def features(words: Sequence[str]) -> list[str]:
    """What is weighed of a message, always in the same order."""
    found = [*words]
    for word in words:
        found += [f"{bare(word)[:length]}*" for length in BEGINNINGS if len(bare(word)) >= length]
    found += [f"{first} {second}" for first, second in zip(["^", *words], [*words, "$"], strict=True)]
    spoken = [ideas(word) for word in words]
    every = sorted({idea for some in spoken for idea in some})
    found += [f"@{idea}" for idea in every]
    found += [f"@{first}&{second}" for first, second in combinations(every, 2)]
    for at, some in enumerate(spoken):
        found += [f">{a} {b}" for near in spoken[at + 1 : at + 1 + NEAR] for a in some for b in near]
    return list(dict.fromkeys(found))


def speaks_of(words: Iterable[str], wanted: frozenset[str]) -> bool:
    """Does one of the words stand for one of these ideas?"""
    return any(idea in wanted for word in words for idea in ideas(word))


def learn(rows: Sequence[tuple[Sequence[str], bool, float]]) -> Hearing:
    """Fit the weights on messages, whether each is one of danger, and how much it counts."""
    # The same feature of many messages is kept once, by its number: strings would take ten times as much.
    numbers: dict[str, int] = {}
    met = [
        [numbers.setdefault(feature, len(numbers)) for feature in features(words)] for words, _danger, _counts in rows
    ]
    spread = Counter(number for some in met for number in some)
    rare = [math.log(len(rows) / spread[number]) + 1 for number in range(len(numbers))]
    samples = [
        (some, math.sqrt(sum(rare[number] ** 2 for number in some) + DOUBT), is_danger, counts)
        for some, (_words, is_danger, counts) in zip(met, rows, strict=True)
    ]
    weights, start = _fit(samples, rare)
    strange = STRANGE * (math.log(len(rows) or 1) + 1) ** 2
    return Hearing(dict(zip(numbers, weights, strict=True)), dict(zip(numbers, rare, strict=True)), start, strange)


def _fit(samples: list[tuple[list[int], float, bool, float]], rare: Sequence[float]) -> tuple[Sequence[float], float]:
    """Logistic regression, a message at a time and each weight at its own pace (AdaGrad); always in the same order."""
    weights, pace = array("d", bytes(8 * len(rare))), array("d", [1e-8] * len(rare))
    start, own_pace = 0.0, 1e-8
    order = random.Random(1)  # noqa: S311 (nothing secret: the same weights every time are what is wanted)
    for _ in range(ROUNDS):
        order.shuffle(samples)
        for some, size, is_danger, counts in samples:
            score = start + sum(weights[number] * rare[number] for number in some) / size
            wrong = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - is_danger) * counts
            if abs(wrong) < LITTLE:
                continue
            for number in some:
                slope = wrong * rare[number] / size
                pace[number] += slope * slope
                weights[number] -= RATE * slope / math.sqrt(pace[number])
            own_pace += wrong * wrong
            start -= RATE * wrong / math.sqrt(own_pace)
    return weights, start


@cache
def messages(file: Path = MESSAGES) -> dict[str, list[str]]:
    """The messages of a file: danger, and harmless."""
    found: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found


def phrases() -> tuple[list[str], list[str]]:
    """The phrases of the FAQs that come with the commons: those of the one on danger, and all others."""
    mine: dict[str, None] = {}
    others: dict[str, None] = {}
    for line in FAQS.read_text(encoding="utf-8").splitlines():
        faq = json.loads(line)
        (mine if faq["slug"] == OWN else others).update(dict.fromkeys((faq["question"], *faq["phrases"])))
    return list(mine), list(others)
