"""The sign-in pages in the same frame as every other page.

Those pages are written in Django's own template language, ours in Jinja. `{% framed %}` takes what stands in it, in
three parts with `<!--part-->` between them (title, head, content), and puts it into our layout, so that there is only
one layout to keep.
"""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from fortnight.web.accounts.entrance import asking
from fortnight.web.shell.screen import page

PART = "<!--part-->"
register = template.Library()


@register.simple_block_tag(takes_context=True)
def framed(context: Any, content: str) -> SafeString:
    """The parts in our layout."""
    request: HttpRequest = context["request"]
    title, head, main = content.split(PART, 2)
    response = page(
        request,
        "sign_in/sign_in.html",
        asking(request),
        heading=SafeString(strip_tags(title).strip()),
        head=SafeString(head),
        content=SafeString(main),
    )
    return SafeString(response.content.decode())


@register.simple_tag(takes_context=True)
def too_often(context: Any) -> SafeString:
    """The page that says to wait a little."""
    request: HttpRequest = context["request"]
    return SafeString(page(request, "pages/too_often.html", asking(request), says="").content.decode())
