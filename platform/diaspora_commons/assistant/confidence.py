"""How sure may the assistant be of its first guess? Learnt from the FAQs' own phrases, no other data needed.

Each phrase is asked twice: as if it alone were unknown (the first guess should be its FAQ), and as if its
whole FAQ were unknown (every guess is wrong). A small logistic model on signals that a person can read
then says how likely the first guess is right.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from diaspora_commons.assistant.match import Index, Phrase

SHARPNESS = 12.0
LONG_QUESTION = 12
Signals = tuple[float, ...]
Ranked = list[tuple[str, float]]
Weighed = tuple[Ranked, Signals]
"""The FAQs, the best first, and what speaks for the first of them."""


@dataclass(frozen=True)
class Confidence:
    """The fitted weights, the constant first."""

    weights: tuple[float, ...]

    def of(self, signals: Signals) -> float:
        """The probability that the first guess is right."""
        return _sigmoid(sum(w * s for w, s in zip(self.weights, (1.0, *signals), strict=True)))


def ranked(scores: dict[str, float]) -> Ranked:
    """Best first; equals in the order of their names, so that the same question always gets the same list."""
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def signals(
    index: Index, words: Sequence[str], ranking: Ranked, without: Phrase | None = None, unknown_faq: str = ""
) -> Signals:
    """What speaks for the first guess."""
    slug, score = ranking[0]
    words = words if without or unknown_faq else index.read(words)
    second = ranking[1][1] if len(ranking) > 1 else 0.0
    crowd = sum(math.exp(SHARPNESS * (other - score)) for _, other in ranking[:30])
    return (
        score,
        score - second,
        1 / crowd,
        index.unknown(words, without, unknown_faq),
        index.closest(words, slug, without),
        min(len(words), LONG_QUESTION) / LONG_QUESTION,
    )


def left_out(index: Index, phrase: Phrase) -> Iterator[Weighed]:
    """What is found for a phrase as if it alone were unknown, then as if its whole FAQ were."""
    ranking = ranked(index.scores(phrase.words, without=phrase))
    yield ranking, signals(index, phrase.words, ranking, phrase) if ranking else ()
    others = [pair for pair in ranking if pair[0] != phrase.slug]
    yield others, signals(index, phrase.words, others, unknown_faq=phrase.slug) if others else ()


def learn(
    indexes: Sequence[Index],
    asked: Callable[[Index, Phrase], Iterable[Weighed]] = left_out,
    count: int = 6,
    at_most: int = 1200,
) -> Confidence:
    """Fit the weights of so many signals on an even selection of all phrases."""
    phrases = [(index, phrase) for index in indexes for phrase in index.phrases]
    step = max(1, math.ceil(len(phrases) / at_most))
    samples: list[Signals] = []
    right: list[float] = []
    for index, phrase in phrases[::step]:
        for ranking, signs in asked(index, phrase):
            if ranking:
                samples.append(signs)
                right.append(float(ranking[0][0] == phrase.slug))
    return Confidence(_logistic(samples, right, count))


def _logistic(samples: Sequence[Signals], right: Sequence[float], count: int, rounds: int = 25) -> tuple[float, ...]:
    """Newton's method for a handful of signals, with a little ridge so that it always has an answer."""
    size = count + 1
    weights = [0.0] * size
    rows = [(1.0, *sample) for sample in samples]
    for _ in range(rounds):
        slope = [0.0] + [-weight for weight in weights[1:]]
        curve = [[float(i == j and i > 0) + 1e-9 * (i == j) for j in range(size)] for i in range(size)]
        for row, truth in zip(rows, right, strict=True):
            guess = _sigmoid(sum(w * x for w, x in zip(weights, row, strict=True)))
            for i, x in enumerate(row):
                slope[i] += (truth - guess) * x
                for j in range(i, size):
                    curve[i][j] += guess * (1 - guess) * x * row[j]
        for i in range(size):
            for j in range(i):
                curve[i][j] = curve[j][i]
        step = _solve(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return tuple(round(weight, 6) for weight in weights)


def _solve(matrix: list[list[float]], target: list[float]) -> list[float]:
    """Gauss with pivots; the matrix is small and positive definite."""
    size = len(target)
    rows = [[*row, value] for row, value in zip(matrix, target, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda at: abs(rows[at][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for lower in range(i + 1, size):
            factor = rows[lower][i] / rows[i][i]
            for column in range(i, size + 1):
                rows[lower][column] -= factor * rows[i][column]
    solution = [0.0] * size
    for i in reversed(range(size)):
        known = sum(rows[i][column] * solution[column] for column in range(i + 1, size))
        solution[i] = (rows[i][size] - known) / rows[i][i]
    return solution


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
