"""Templates: strict, escaping, and given nothing but their context."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from api.web.contexts import Frame
from api.web.words import long_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.services.region import Region
    from api.web.contexts import Page

TEMPLATES: Final = Environment(
    loader=PackageLoader("api.web", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def frame(region: Region) -> Frame:
    """What stands around every page about a region."""
    return Frame(on=long_date(region.on), taxonomy=region.taxonomy.id)


def page(
    context: Page, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """A page as a response.

    Args:
        context: everything the template may use.
        status: HTTP status.
        headers: more headers.

    Returns:
        HTML.
    """
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    html = TEMPLATES.get_template(context.template).render(values)
    return HTMLResponse(html, status, headers)
