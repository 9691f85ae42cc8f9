"""Arabic words without what is attached to them: the article, particles, endings. Works on folded words."""

ARTICLES = ("وال", "بال", "كال", "فال", "ولل", "ال", "لل")
FIRST_OF_ARTICLES = frozenset(article[0] for article in ARTICLES)
PARTICLES = "وفبكل"
ENDINGS = ("يات", "يون", "يين", "تين", "ها", "هم", "نا", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
SHORTEST = 3


def stem(word: str) -> str:
    """A light stem: الهجرة, للهجرة and هجرات agree; roots are left alone."""
    bare = without_article(word)
    if bare is None:
        bare = word[1:] if word.startswith("و") and len(word) >= 5 else word
    return without_ending(without_ending(bare))


def without_article(word: str) -> str | None:
    """The word behind its article, if it has one."""
    if word[:1] in FIRST_OF_ARTICLES:
        for article in ARTICLES:
            if word.startswith(article) and len(word) - len(article) >= SHORTEST:
                return word[len(article) :]
    return None


def without_ending(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def without_particle(word: str) -> str | None:
    """The word behind a single attached letter, if there may be one: بلبنان → لبنان.

    Nothing but knowledge of the language tells a particle from a first letter (لبنان itself begins with one),
    so a text is indexed under both readings.
    """
    for start in range(1, 3):
        if len(word) - start < 4 or word[start - 1] not in PARTICLES:
            return None
        if word[start] not in PARTICLES:
            return word[start:]
    return word[1:]
