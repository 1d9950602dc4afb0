"""Make the Word templates of a service's letters from their words: `python -m shared.letters.build FOLDER`.

A line of `FOLDER/words/*.txt` is a paragraph; `# ` begins a heading, `- ` a point of a list, `{% ` a step of the
filling. The templates are put into `FOLDER/templates/`.
"""

import sys
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.shared import Pt

from shared.letters.filling import without_moment

FONT, SIZE = "Arial", Pt(12)  # a plain face, in a size that most can read


def template_of_words(words: str) -> bytes:
    """The Word template that these words make."""
    template = Document()
    body = template.styles["Normal"]
    body.font.name, body.font.size = FONT, SIZE
    for block in words.strip().split("\n\n"):
        for line in block.splitlines():
            if line.startswith("# "):
                template.add_heading(line.removeprefix("# "), level=2).style.font.name = FONT
            elif line.startswith("- "):
                template.add_paragraph(line.removeprefix("- "), style="List Bullet")
            elif line.startswith("{% "):
                template.add_paragraph(line.replace("{% ", "{%p "))
            else:
                template.add_paragraph(line)
        template.paragraphs[-1].paragraph_format.space_after = SIZE
    made = BytesIO()
    template.save(made)
    return without_moment(made.getvalue())


def build(folder: Path) -> None:
    """Make the template of each letter in a folder from its words."""
    for written in sorted((folder / "words").glob("*.txt")):
        made = folder / "templates" / written.with_suffix(".docx").name
        made.write_bytes(template_of_words(written.read_text("utf-8")))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
