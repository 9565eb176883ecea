"""The newcomer's whole path, from a first question as a guest to the scores as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import OpenPage, Server
from tests.browser.steps import LEARNER, follow, press

SET = "The grain harbour of Lund Haven"
ANSWERS = 6


def download(page: Page, label: str, folder: Path) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=label).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def edit_open_draft(page: Page) -> None:
    """Give the open draft another wording, and accept it."""
    left = steps.drafts_left(page)
    page.locator("#draft a[data-key='e']").click()
    prompt = page.get_by_label("Question", exact=True)
    prompt.fill(prompt.input_value() + " Think of the harbour.")
    press(page, "Save and accept")
    expect(page.locator(".review__state")).to_contain_text(f"{left - 1} draft")


def test_from_a_first_question_to_the_scores(
    open_page: OpenPage, server: Server, tmp_path: Path
) -> None:
    teacher = open_page("/")
    steps.answer(teacher)
    steps.go_on(teacher)
    steps.study(teacher, 1)

    steps.make_first_account(teacher, server.start_link())
    steps.paste_article(teacher, publisher="The Harbour Post")
    drafts = steps.drafts_left(teacher)
    assert drafts >= 4
    steps.decide(teacher, "a")
    edit_open_draft(teacher)
    steps.decide(teacher, "r")
    for _ in range(drafts - 3):
        steps.decide(teacher, "a")
    press(teacher, "Publish")
    expect(teacher.get_by_text("✓ Published")).to_be_visible()

    steps.make_class(teacher)
    steps.give_set(teacher, SET)
    link = teacher.locator(".join-code__link").get_attribute("href")
    assert link

    learner = open_page("/")
    steps.join(learner, link)
    learner.get_by_role("link", name="Study").first.click()
    given = steps.study(learner, ANSWERS)
    assert len(given) > 1

    teacher.reload()
    expect(teacher.get_by_role("rowheader", name=LEARNER.name)).to_be_visible()
    (row,) = download(teacher, "Download CSV: learners", tmp_path)
    answers = download(teacher, "Download CSV: answers", tmp_path)
    assert (row["name"], row["email"]) == (LEARNER.name, LEARNER.email)
    assert int(row[f"{SET}: cards"]) == drafts - 1
    assert len(answers) == len(given)
    assert sorted(int(one["correct"]) for one in answers) == sorted(map(int, given))
    assert {one["set"] for one in answers} == {SET}
    assert {one["name"] for one in answers} == {LEARNER.name}
    cards = {one["card"] for one in answers}
    assert int(row[f"{SET}: answered"]) == len(cards)
    first = {one["card"]: int(one["correct"]) for one in sorted_by_time(answers, reverse=True)}
    assert float(row[f"{SET}: right at first"]) == round(sum(first.values()) / len(first), 4)
    scores = [float(one["score"]) for one in answers]
    assert abs(float(row[f"{SET}: mean score"]) - sum(scores) / len(scores)) < 0.001

    teacher.goto("/")
    follow(teacher, "Study")
    expect(teacher.locator("[data-answer]")).to_be_visible()


def sorted_by_time(answers: list[dict[str, str]], *, reverse: bool) -> list[dict[str, str]]:
    return sorted(answers, key=lambda one: one["answered at"], reverse=reverse)
