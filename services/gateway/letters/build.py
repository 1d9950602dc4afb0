"""Make the Word templates of our letters from their words: `python -m services.gateway.letters.build`.

A line of `words/*.txt` is a paragraph; `# ` begins a heading, `- ` a point of a list, `{% ` a step of the filling.

What the letters say of the law: advice on a letter before proceedings and help in care proceedings are free of means
and merits tests for parents (Civil Legal Aid (Financial Resources and Payment for Services) Regulations 2013, reg. 5);
a children's guardian speaks for the child (Children Act 1989 s.41).
"""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.shared import Pt

from services.gateway.letters.filling import without_moment

HERE = Path(__file__).parent
WORDS = HERE / "words"
TEMPLATES = HERE / "templates"
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


if __name__ == "__main__":
    for written in sorted(WORDS.glob("*.txt")):
        (TEMPLATES / written.with_suffix(".docx").name).write_bytes(template_of_words(written.read_text("utf-8")))
