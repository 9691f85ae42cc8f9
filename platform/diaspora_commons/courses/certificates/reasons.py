"""Why a certificate is revoked, in words that whoever checks it may read."""

from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.reasons import ReadyReasons

READY = ReadyReasons(
    {
        "revoke": {
            "mistake": lazy("It was issued by mistake."),
            "undone": lazy("What the certificate asks for was not done."),
            "other": lazy("The work was done by somebody else than its holder."),
            "deception": lazy("It was obtained by deception."),
        }
    }
)
