"""What moderators say most often to the authors of an initiative."""

from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.reasons import ReadyReasons

READY = ReadyReasons(
    {
        "request_changes": {
            "story": lazy("The story does not say yet who does what, and for whom."),
            "results": lazy("Please say what has come of it so far, or that it is too early to tell."),
            "countries": lazy("The countries of implementation do not fit the story."),
            "links": lazy("A link does not work, or leads elsewhere than it says."),
            "picture": lazy("Please make sure that the people in the picture agree, and describe it in words."),
            "people": lazy("Please take out names and addresses of private people."),
        },
        "decline": {
            "scope": lazy("It is not about what people in a diaspora do."),
            "advertising": lazy("It advertises goods or services."),
            "double": lazy("The same initiative is here already."),
            "unproven": lazy("We could not find out whether it exists."),
            "harm": lazy("It breaks the community guidelines."),
        },
        "hide": {
            "outdated": lazy("What it says is no longer true."),
            "people": lazy("It shows private data of people."),
            "rights": lazy("It uses a text or a picture of somebody else without leave."),
            "harm": lazy("It breaks the community guidelines."),
        },
        "uphold": {
            "same": lazy("A second moderator has read everything again and comes to the same conclusion."),
            "unproven": lazy("We could not find out whether it exists."),
        },
    }
)
