"""What templates say and draw again and again, worked out once: sentences, addresses and small macros.

Half of the work of making a page was asking for the same words, links and icons that every page has.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, cast

from flask import Flask, has_request_context, request, url_for
from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from . import languages

MOST_ADDRESSES = 2048
MOST_DRAWN = 256
"""So many are kept: addresses in all, drawings of each macro."""
Key = tuple[Hashable, ...]


def init_app(app: Flask) -> None:
    env = app.jinja_env
    env.template_class = ReadOnce
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(translate, plural, newstyle=True, pgettext=languages.pgettext)  # type: ignore[attr-defined]
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(spoken=languages.current, remembered=remembered, url_for=addresses(app), _=sentences(env))


class ReadOnce(Template):
    """A file of macros is read once for all. Jinja looks each time whether the page that imports it was given other
    globals than itself, which our pages never are; that took a twentieth of the time of a page."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        return self._module or super()._get_default_module()


def translate(message: str) -> str:
    return languages.catalogue(languages.current()).gettext(message)


def plural(one: str, many: str, num: int) -> str:
    return languages.catalogue(languages.current()).ngettext(one, many, num)


def sentences(env: Environment) -> Callable[..., str]:
    """`_()` of templates. Sentences without holes, which most are, are looked up and made markup once a language."""
    slowly = cast("Callable[..., str]", env.globals["gettext"])

    @lru_cache(4096)
    def whole(language: str, message: str) -> Markup:
        return Markup(languages.catalogue(language).gettext(message)) % {}  # noqa: S704  our own words

    @pass_context
    def sentence(context: Context, message: str, **holes: Any) -> str:
        if holes or not context.eval_ctx.autoescape:
            return slowly(context, message, **holes)
        return whole(languages.current(), message)

    return sentence


def addresses(app: Flask) -> Callable[..., str]:
    """`url_for()` of templates, which is asked for the same thirty addresses in every page."""

    @lru_cache(MOST_ADDRESSES)
    def made(endpoint: str, language: str, below: str, values: tuple[tuple[str, Any], ...]) -> str:
        return app.url_for(endpoint, **dict(values))

    def address(endpoint: str, **values: Any) -> str:
        if not has_request_context() or not all(type(value) in (str, int) for value in values.values()):
            return url_for(endpoint, **values)
        if endpoint.startswith("."):
            endpoint = f"{request.blueprint}{endpoint}" if request.blueprint else endpoint[1:]
        return made(endpoint, languages.current(), request.root_path, tuple(values.items()))

    return address


def remembered(macro: Macro) -> Callable[..., Any]:
    """A macro whose drawing depends on nothing but what it is given and the language: drawn once for each."""
    kept: dict[Key, Any] = {}

    def drawn(*given: Any, **named: Any) -> Any:
        below = request.root_path if has_request_context() else ""
        key = (languages.current(), below, given, *named.items())
        try:
            found = kept.get(key)
        except TypeError:  # something that cannot be a key, like a list
            return macro(*given, **named)
        if found is None:
            found = macro(*given, **named)
            if len(kept) >= MOST_DRAWN:
                kept.clear()
            kept[key] = found
        return found

    return drawn
