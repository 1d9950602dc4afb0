"""Which part of govuk-frontend Hearth may use: its style sheet, without the font and the crest that are GOV.UK's own.

To take a new version, matching the macros of `govuk-frontend-jinja`: `npm pack govuk-frontend@6.3`, unpack it, and
`python -m shared.web.vendor package/dist/govuk/govuk-frontend.min.css`.
"""

import re
import sys
from pathlib import Path

STYLE_SHEET = Path(__file__).parent / "static" / "govuk-frontend.min.css"
LICENCE = "/*! govuk-frontend, MIT licence, see govuk-frontend.LICENCE.txt; without its font and its crest */\n"
# Everything that is not ours to use, or leads to a file that is not there.
LEFT_OUT = (
    r"/\*!(?:(?!\*/).)*not commercially available(?:(?!\*/).)*\*/",
    r"@font-face\{[^}]*\}",
    r"-webkit-mask-image:url\([^)]*\);?",
    r"mask-image:url\([^)]*\);?",
    r"background-image:url\([^)]*\);?",
    r"\s*/\*# sourceMappingURL=[^*]*\*/",
)


def cut(style_sheet: str) -> str:
    """The style sheet with the reader's own sans-serif font, and nothing that it would have to fetch."""
    for pattern in LEFT_OUT:
        style_sheet = re.sub(pattern, "", style_sheet, flags=re.DOTALL)
    return LICENCE + style_sheet.replace("GDS Transport,arial,sans-serif", "system-ui,arial,sans-serif").strip() + "\n"


if __name__ == "__main__":
    STYLE_SHEET.write_text(cut(Path(sys.argv[1]).read_text()))
