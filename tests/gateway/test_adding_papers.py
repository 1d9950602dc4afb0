"""Papers of a child that are added on a page: in one step, once, and with every fault told where it can be mended."""

from shared.storage import MEBIBYTE
from tests.gateway.browser import Browser
from tests.gateway.cabinet import PDF, Cabinet

GENOGRAM = ("Genogram.pdf", PDF, "application/pdf")


async def at_the_form(cabinet: Cabinet) -> Browser:
    """A social worker who is about to add a paper."""
    worker = Browser(cabinet.world, "social_worker")
    await (await worker.open(cabinet.case)).follow("Add a paper")
    return worker


async def test_a_social_worker_adds_a_paper_and_sees_each_version_with_its_file_day_and_who(cabinet: Cabinet) -> None:
    worker = await at_the_form(cabinet)
    await worker.write(kind="genogram", dated="2026-03-20").press("Add", file=GENOGRAM)
    assert worker.status == 200
    assert worker.at.startswith(cabinet.case)
    await worker.follow("Add a paper")
    await worker.write(kind="genogram").press("Add", file=("Genogram of March.pdf", PDF, "application/pdf"))
    (first, second) = (said for said in rows_of(worker) if "Genogram" in said)
    assert first.startswith("Genogram, version 1 Genogram.pdf 20 March 2026")
    assert first.endswith("social_worker@warrington")
    assert second.startswith("Genogram, version 2 Genogram of March.pdf")
    await worker.follow("Genogram, version 2")
    assert worker.status == 200


async def test_a_paper_of_another_kind_is_named_in_words_and_offered_from_then_on(cabinet: Cabinet) -> None:
    worker = await at_the_form(cabinet)
    assert "police_report" not in offered(worker)
    await worker.write(kind="another", another="Police report").press("Add", file=GENOGRAM)
    assert await cabinet.listed() == [("police_report", 1)]
    await worker.follow("Add a paper")
    assert {"police_report", "chronology", "letter_before_proceedings", "exception_report"} <= set(offered(worker))


async def test_a_form_that_is_sent_twice_keeps_one_paper(cabinet: Cabinet) -> None:
    worker = await at_the_form(cabinet)
    form, at = worker.write(kind="genogram").form, worker.at
    for _ in range(2):
        worker.form, worker.at = form, at
        await worker.press("Add", file=GENOGRAM)
        assert worker.status == 200
    assert await cabinet.listed() == [("genogram", 1)]
    assert cabinet.papers() == 1


async def test_everything_that_is_missing_is_told_at_once(cabinet: Cabinet) -> None:
    worker = await at_the_form(cabinet)
    await worker.press("Add", file=("", b"", "application/octet-stream"))
    assert worker.status == 422
    assert "Which paper it is: select one" in worker.text
    assert "Select a file" in worker.text


async def test_another_kind_is_written_where_it_is_chosen_and_only_there(cabinet: Cabinet) -> None:
    worker = await at_the_form(cabinet)
    await worker.write(kind="another").press("Add", file=GENOGRAM)
    assert "Another kind: write which, in a word or two" in worker.text
    await worker.write(kind="another", another="1989").press("Add", file=GENOGRAM)
    assert "Another kind: write a word or two, beginning with a letter" in worker.text
    await worker.write(kind="genogram", another="Police report").press("Add", file=GENOGRAM)
    assert "Another kind: leave it blank, or choose another kind above" in worker.text
    assert await cabinet.listed() == []


async def test_a_file_that_cannot_be_kept_is_refused_and_what_was_written_stays(cabinet: Cabinet) -> None:
    cabinet.archive.largest = MEBIBYTE
    worker = (await at_the_form(cabinet)).write(kind="genogram", dated="2026-03-20")
    refused = {
        "Files of this kind are not kept": ("run.exe", b"MZ", "application/octet-stream"),
        "The file is empty": ("Genogram.pdf", b"", "application/pdf"),
        "A document may have 1 MiB at most": ("Genogram.pdf", PDF.ljust(MEBIBYTE + 1), "application/pdf"),
    }
    for sentence, file in refused.items():
        await worker.press("Add", file=file)
        assert worker.status in {413, 415, 422}
        assert sentence in worker.text
    await worker.press("Add", file=GENOGRAM)
    assert await cabinet.listed() == [("genogram", 1)]
    assert "20 March 2026" in worker.text


async def test_who_may_not_keep_papers_is_not_led_to_the_form(cabinet: Cabinet) -> None:
    reader = Browser(cabinet.world, "iro")
    await reader.open(cabinet.case)
    assert not [text for text, _ in reader.links() if "Add a paper" in text]
    assert (await reader.open(f"{cabinet.case}/documents/form")).status == 403
    elsewhere = Browser(cabinet.world, "social_worker", "trafford")
    assert (await elsewhere.open(f"{cabinet.case}/documents/form")).status == 404


def rows_of(worker: Browser) -> list[str]:
    """What each row of the page's tables says."""
    return [" ".join(row.text_content().split()) for row in worker.page.xpath("//tbody/tr")]


def offered(worker: Browser) -> list[str]:
    """The kinds of papers that the form offers."""
    return [one.get("value") for one in worker.form.xpath(".//select[@name='kind']/option")]
