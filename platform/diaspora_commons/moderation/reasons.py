"""What moderators say most often to those who report something or claim a profile."""

from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.reasons import ReadyReasons

READY = ReadyReasons({
    "resolve": {
        "mended": lazy("You were right. We have corrected it; thank you for telling us."),
        "hidden": lazy("You were right. The page is hidden until it is changed; thank you for telling us."),
        "told": lazy("You were right. We have asked the people of the page to change it; thank you for telling us."),
    },
    "dismiss": {
        "fits": lazy("We have looked at it. It does not break our guidelines, so it stays."),
        "checked": lazy("We have compared it with its sources. It says what they say."),
        "elsewhere": lazy("It is about another site, on which we have no influence."),
        "unclear": lazy("We could not find what you describe. Please report it again with the words that are wrong."),
    },
    "decline_claim": {
        "evidence": lazy(
            "We could not tell that you speak for the organisation. Please claim it again, and name a public page "
            "that mentions you, or write from an address of its own domain."
        ),
        "other": lazy("Somebody else speaks for this organisation. Ask its owner to invite you."),
    },
})  # fmt: skip
