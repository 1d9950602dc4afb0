"""The start page of the front port: the four services, what each answers, and where its pages and contracts are."""

from collections.abc import Sequence
from html import escape

from hearth.service import prefix

_QUESTIONS = {
    "gateway": "Is legal action needed for this child, and what did the court order?",
    "planning": "What is the plan for this child's permanent home, and is it agreed?",
    "family_finding": "Who could be this child's family, and are they matched?",
    "tracking": "What must happen for this child, by when, under which rule, and is it late?",
}
_STYLE = """
body { font: 1.1rem/1.5 system-ui, sans-serif; color: #0b0c0c; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
a { color: #1d70b8 } dt { font-weight: bold; margin-top: 1.5rem } dd { margin: 0 }
"""


def start_page(services: Sequence[str]) -> str:
    """The page as HTML."""
    entries = "\n".join(_entry(service) for service in services)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hearth</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>Hearth</h1>
<p>Takes a child in care from the Legal Gateway to a permanent home and never loses sight of a date on the way.</p>
<dl>
{entries}
</dl>
<p><a href="/health">Is everything running?</a></p>
</main>
</body>
</html>
"""


def _entry(service: str) -> str:
    path, name = prefix(service), service.replace("_", " ").capitalize()
    return f"""<dt><a href="{path}/">{escape(name)}</a></dt>
<dd>{escape(_QUESTIONS.get(service, ""))}<br>
<a href="{path}/docs">HTTP API of {escape(name)}</a> ·
<a href="{path}/asyncapi.json">events of {escape(name)}</a></dd>"""
