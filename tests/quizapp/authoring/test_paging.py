"""Lists in parts: every card is on one page, and each page leads to those beside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.authoring.paging import PAGE, page_around

lists = st.lists(st.integers(1, 10**6), unique=True, max_size=4 * PAGE)


@given(lists)
def test_the_pages_are_the_list(ids: list[int]) -> None:
    page = page_around(ids, None)
    walked = list(page.ids)
    while page.later is not None:
        before, page = page, page_around(ids, page.later)
        assert page_around(ids, page.earlier) == before
        assert page.first == len(walked)
        walked += page.ids
    assert walked == ids
    assert page.total == len(ids)


@given(lists, st.data())
def test_what_is_asked_for_is_on_the_page(ids: list[int], data: st.DataObject) -> None:
    if not ids:
        return
    asked = data.draw(st.sampled_from(ids))
    page = page_around(ids, asked)
    assert asked in page.ids
    assert page.ids == page_around(ids, page.ids[0]).ids
    assert 1 <= len(page.ids) <= PAGE
    assert page.whole == (len(ids) <= PAGE)


def test_what_is_not_there_gives_the_first_page() -> None:
    assert page_around([3, 4], 5).ids == [3, 4]
    assert page_around([], 5).whole
