"""What people do in the app, step by step, as they would: by what they read on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

ARTICLE = """\
The grain harbour of Lund Haven

The harbour of Lund Haven shipped 4.2 million tonnes of grain in 2024, according to the Port \
Office. That was 18 percent more than in 2023, when a dry summer kept most barges away.

The harbour employs about 1,300 people. Its new basin opened in March 2021 and cost 240 million \
euros, the mayor, Anna Holm, told the council. The basin is 14 metres deep.

Maria Berg, who runs the Institute of Inland Shipping, said in May 2025 that the river would carry \
5 million tonnes by 2030. Up to 90 barges wait at the locks on a busy day, the institute estimates.

Denmark and Sweden buy most of the grain. In 1998 a flood destroyed the old lighthouse, and it \
was rebuilt because the pilots refused to work without it.
"""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    password: str = "a long secret of mine"


TEACHER = Person("Tilda Teacher", "tilda@example.org")
LEARNER = Person("Lena Learner", "lena@example.org")


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def fill_in_account(page: Page, person: Person) -> None:
    page.get_by_label("Name", exact=True).fill(person.name)
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password").fill(person.password)


def make_first_account(page: Page, start_link: str, person: Person = TEACHER) -> None:
    """Through the one-time link that the first start prints."""
    page.goto(start_link)
    fill_in_account(page, person)
    press(page, "Make the account")
    expect(page.get_by_role("status").first).to_contain_text("account is made")


def paste_article(page: Page, text: str = ARTICLE, **details: str) -> None:
    """To the page where its drafts are reviewed."""
    page.goto("/articles/new")
    page.get_by_label("Paste the text").fill(text)
    for label, value in details.items():
        page.get_by_label(label.capitalize(), exact=False).first.fill(value)
    press(page, "Write questions")
    page.wait_for_url(re.compile(r"/review"), timeout=120_000)


def upload_article(page: Page, path: Path) -> None:
    """To the page where its drafts are reviewed."""
    page.goto("/articles/new")
    page.get_by_label("Or upload a file").set_input_files(path)
    press(page, "Write questions")
    page.wait_for_url(re.compile(r"/review"), timeout=120_000)


def drafts_left(page: Page) -> int:
    found = re.search(r"(\d+) drafts? to review", page.locator(".review__state").inner_text())
    assert found
    return int(found.group(1))


def decide(page: Page, key: str) -> None:
    """Press the decision's button on the open draft, and wait until the next one is open."""
    before = drafts_left(page)
    page.locator(f"#draft [data-key='{key}']").click()
    expect(page.locator(".review__state")).to_contain_text(
        re.compile(rf"\b{before - 1} drafts? to review")
    )


def publish(page: Page) -> None:
    """From a set's own page."""
    press(page, "Publish")
    expect(page.get_by_text("✓ Published")).to_be_visible()


def make_class(page: Page, title: str = "Year 10") -> None:
    page.goto("/classes/new")
    page.get_by_label("Title").fill(title)
    press(page, "Make the class")
    page.wait_for_url(re.compile(r"/classes/\d+$"))


def give_set(page: Page, title: str) -> None:
    """On the class's own page."""
    page.get_by_label("Give a set").select_option(label=title)
    press(page, "Give to the class")
    expect(page.get_by_role("link", name=title)).to_be_visible()


def join(page: Page, link: str, person: Person = LEARNER) -> None:
    """With the class's link, and a new account."""
    page.goto(link)
    press(page, "Make an account and join")
    fill_in_account(page, person)
    press(page, "Make an account")
    page.wait_for_url(re.compile(r"/classes/\d+"))


def fill_answer(page: Page) -> None:
    """Give some answer to the question on the page: the second option, or a figure."""
    options = page.locator("[data-option]")
    if options.count():
        options.nth(1).check(force=True)
    else:
        page.locator("[name='text']").fill("470k")


def answer(page: Page) -> bool:
    """Answer the question on the page; whether it was right."""
    fill_answer(page)
    press(page, "Answer")
    verdict = page.locator(".feedback__verdict")
    expect(verdict).to_be_visible()
    return "right" in (verdict.get_attribute("class") or "").split()


def go_on(page: Page) -> None:
    page.locator("[data-next]").click()
    expect(page.locator("[data-answer], .end")).to_be_visible()


def study(page: Page, most: int) -> list[bool]:
    """Answer until the session ends, ``most`` times at most; which answers were right."""
    given: list[bool] = []
    while len(given) < most and page.locator("[data-answer]").count():
        given.append(answer(page))
        go_on(page)
    return given
