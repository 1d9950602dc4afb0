"""The papers of a referral, several at once: each an entry of its own, and all of them or none."""

from shared.testing.world import World
from tests.gateway.browser import Browser, faults
from tests.gateway.office import Office
from tests.gateway.panel import PAPERS, Panel

RECORDED = "gateway.referral_paper_recorded.v1"
SOCIAL_WORKER = "social_worker"


async def entries(office: Office, path: str) -> list[str]:
    """What was recorded of the papers, each with its state."""
    found = [one["data"] for one in await office.read(f"{path}/entries") if one["type"] == RECORDED]
    return [f"{one['paper']} {one['state']}" for one in found]


async def test_all_papers_are_recorded_on_one_page_each_as_an_entry(world: World, office: Office, panel: Panel) -> None:
    await panel.sitting(8)
    path, _ = await panel.refer(await panel.register())
    worker = await Browser(world, SOCIAL_WORKER).open(path)
    await worker.follow("Update papers")
    assert "Chronology: nothing recorded yet" in worker.text
    assert faults(worker) == []
    for number, paper in enumerate(PAPERS[:5]):
        worker.tick(f"papers-{number}-paper", paper)
    worker.write(papers__1__dated=panel.on(-3))
    worker.write(papers__5__state="not_applicable", papers__6__state="missing")
    await worker.press("Record")
    assert worker.status == 409
    assert "a paper that does not apply needs its reason" in worker.text
    assert "child protection recommendations: " in worker.text.lower()
    assert await entries(office, path) == []
    await worker.write(papers__5__reason="There was no conference.").press("Record")
    assert worker.status == 200
    assert "5 papers received: Referral form, Chronology, Genogram" in worker.text
    assert await entries(office, path) == [
        *(f"{paper} received" for paper in PAPERS[:5]),
        f"{PAPERS[5]} not_applicable",
        f"{PAPERS[6]} missing",
    ]
    (chronology,) = [one for one in (await office.read(path))["recorded"] if one["paper"] == "chronology"]
    assert chronology["dated"] == panel.on(-3)


async def test_papers_that_complete_a_referral_after_the_cut_off_move_it_once(office: Office, panel: Panel) -> None:
    await panel.sitting(8)
    await panel.sitting(22)
    path, _ = await panel.refer(await panel.register())
    panel.today(3)
    papers = [{"paper": paper} for paper in PAPERS]
    told = await panel.done(f"{path}/papers/together", 3, SOCIAL_WORKER, papers=papers)
    assert [fact["type"] for fact in told["recorded"]].count(RECORDED) == len(PAPERS)
    assert [fact["type"] for fact in told["recorded"]].count("gateway.referral_submitted.v1") == 1
    assert "It missed the cut-off" in told["why"]
    assert (await office.read(path))["panel_date"] == panel.on(22)


async def test_one_that_cannot_be_keeps_every_other_from_being_recorded(office: Office, panel: Panel) -> None:
    await panel.sitting(8)
    path, _ = await panel.refer(await panel.register())
    at, fine = f"{path}/papers/together", {"paper": "chronology"}
    late = {"paper": "genogram", "dated": panel.on(1)}
    refused = {
        "police report: police_report is no paper of this referral": [fine, {"paper": "police_report"}],
        "chronology: is named twice; say once how it stands": [fine, {**fine, "state": "missing"}],
        "genogram: the paper's date is after the day on which it came": [fine, late],
    }
    for sentence, papers in refused.items():
        assert sentence in await panel.refusal(at, 0, SOCIAL_WORKER, papers=papers)
    assert "papers" in await panel.office.refusal(at, {"on": panel.on(0), "papers": []}, status=422)
    assert "you cannot" in await panel.office.refusal(at, {"on": panel.on(0), "papers": [fine]}, status=403, role="iro")
    assert await entries(office, path) == []
