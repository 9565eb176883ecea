"""What every template can use: parts that are the same for everybody but for their values."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from jinja2 import DictLoader, StrictUndefined, UndefinedError
from markupsafe import Markup

from quizapp.pages import the_same

PARTS = {
    "line": '<a href="{{ address }}">{{ words }}</a>{% if more %} and {{ more }}{% endif %}',
    "token": "{{ csrf_token() }}",
    "asker": "{{ request.path }}",
}


@pytest.fixture
def templates() -> dict[str, str]:
    return dict(PARTS)


@pytest.fixture
def app(templates: dict[str, str]) -> Flask:
    app = Flask("parts")
    app.jinja_loader = DictLoader(templates)
    app.jinja_env.autoescape = True
    app.jinja_env.auto_reload = True
    app.jinja_env.undefined = StrictUndefined
    return app


@pytest.fixture
def part(app: Flask) -> Callable[..., Markup]:
    return the_same(keep=True)


def test_each_has_its_own_values(app: Flask, part: Callable[..., Markup]) -> None:
    with app.app_context():
        first = part("line", address="/a", words="one", more=2)
        second = part("line", address="/b", words="three", more=4)
    assert first == '<a href="/a">one</a> and 2'
    assert second == '<a href="/b">three</a> and 4'


@pytest.mark.parametrize("nothing", ["", None, 0])
def test_what_is_not_there_can_be_asked_for(
    app: Flask, part: Callable[..., Markup], nothing: object
) -> None:
    with app.app_context():
        part("line", address="/a", words="one", more="two")
        assert part("line", address="/a", words=0, more=nothing) == '<a href="/a">0</a>'
        assert part("line", address="/a", words="", more="two") == '<a href="/a"></a> and two'


def test_a_value_is_escaped(app: Flask, part: Callable[..., Markup]) -> None:
    with app.app_context():
        for words in ("<b>", "{{ more }}", "\0more\0"):
            said = part("line", address='"><i>', words=words, more=Markup("<i>"))
            assert said.startswith('<a href="&#34;&gt;&lt;i&gt;">')
            assert said.endswith(str(Markup("{}</a> and <i>").format(words)))


@pytest.mark.parametrize("name", ["token", "asker"])
def test_what_belongs_to_one_request_can_not_be_kept(
    app: Flask, part: Callable[..., Markup], name: str
) -> None:
    with app.app_context(), pytest.raises((TypeError, UndefinedError), match="None"):
        part(name)


@pytest.mark.parametrize(("keep", "said"), [(True, "old"), (False, "new")])
def test_it_is_rendered_once_unless_templates_are_worked_on(
    app: Flask, templates: dict[str, str], keep: bool, said: str
) -> None:
    part = the_same(keep=keep)
    with app.app_context():
        templates["word"] = "old"
        part("word")
        templates["word"] = "new"
        assert part("word") == said
