"""One message on its way to a reply: what it says, and where the conversation stood."""

from dataclasses import dataclass
from functools import cached_property

from diaspora_commons.assistant.acts import Act, act_of
from diaspora_commons.assistant.words import normalise

from . import cues, slots
from .desk import Desk
from .names import Known
from .ruleset import Band, Look
from .state import Option, State

MOST_WORDS_OF_A_CHOICE = 6
FOLLOW_UP_WORDS = 7


@dataclass
class Turn:
    """A message, its language, and the state that it meets and changes."""

    desk: Desk
    state: State
    text: str
    language: str

    @cached_property
    def folded(self) -> str:
        """The message, normalised."""
        return normalise(self.text, self.language)

    @cached_property
    def words(self) -> list[str]:
        return self.folded.split()

    @cached_property
    def mended(self) -> str:
        """The message with words of a wish mended that nobody knows: `lookin for asociations`."""
        return " ".join(self.desk.rules.mended(self.words, self.language))

    @cached_property
    def act(self) -> Act | None:
        return act_of(self.text, self.language)

    def does(self, *acts: str) -> bool:
        """Is the message one of these acts?"""
        return self.act is not None and self.act.name in acts

    def says(self, kind: str) -> bool:
        """Does it hold a cue of this kind?"""
        return cues.says(kind, self.folded, self.language) or cues.says(kind, self.mended, self.language)

    @cached_property
    def is_known(self) -> Known:
        return self.desk.is_known(self.language)

    @cached_property
    def look(self) -> Look:
        """What the reviewed answers say to it, with what was spoken of when it follows that up."""
        before = f"{self.state.asked}" if self.is_follow_up else ""
        return self.desk.look(self.text, self.language, before, self.state.faq if before else "")

    @cached_property
    def is_follow_up(self) -> bool:
        """Short, and it points back."""
        return bool(self.state.asked) and len(self.words) <= FOLLOW_UP_WORDS and self.says("follow")

    @property
    def is_question(self) -> bool:
        """Does it ask something?"""
        marked = self.text.rstrip().endswith(("?", "؟"))
        return (
            marked
            or cues.begins("where", self.folded, self.language)
            or cues.begins("define", self.folded, self.language)
        )

    @property
    def has_answer(self) -> bool:
        """Does a reviewed answer fit for sure?"""
        return self.look.band is Band.ANSWER

    @property
    def is_phrase(self) -> bool:
        """Is it, word for word, a way of asking that a person has tied to an answer?"""
        return self.look.rule == "phrase" and self.has_answer

    def chosen(self) -> Option | None:
        """What was chosen of the things offered: by its number, its words, or what it is called."""
        options = self.state.options
        if not options:
            return None
        if number := self._number(len(options)):
            return options[number - 1]
        for option in options:
            if normalise(option.label, self.language) == self.folded:
                return option
        return self._called(options)

    def _number(self, most: int) -> int:
        if len(self.words) > MOST_WORDS_OF_A_CHOICE:
            return 0
        number = slots.ordinal(self.text, self.language, most)
        telling = [word for word in slots.content(self.text, self.language, "partner") if not word.isdigit()]
        return number if number and len(telling) <= 2 else 0

    def _called(self, options: list[Option]) -> Option | None:
        """The one option that alone has the telling words of a short message."""
        telling = slots.content(self.text, self.language, "all")
        if not telling or len(self.words) > MOST_WORDS_OF_A_CHOICE or self.is_question:
            return None
        wanted = slots.stems_of(telling, self.language)
        said = [
            slots.stems_of(normalise(f"{o.label} {o.words}", self.language).split(), self.language) for o in options
        ]
        labels = [slots.stems_of(normalise(o.label, self.language).split(), self.language) for o in options]
        scores = [2 * len(wanted & label) + len(wanted & words) for label, words in zip(labels, said, strict=True)]
        best = max(scores)
        return options[scores.index(best)] if best and scores.count(best) == 1 else None
