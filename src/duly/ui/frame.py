"""The finished words a page is given. A screen fills these; a template prints them and never asks a question.

Everything here is frozen, plain text (templates escape it) and already decided: amounts are written out, links are
addresses, and a refusal is the sentence that `checks` made.

Tones are "", "red", "amber", "green", "blue", "violet" and "plain". Red is for money or harm at risk only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    key: str = ""


@dataclass(frozen=True)
class Tag:
    word: str
    tone: str = ""


@dataclass(frozen=True)
class Action:
    """Something a person may do. With a `url` it is a link; without, a submit button of the form named in `form`.

    `blocked_because` is the refusal: the button is then switched off and the sentence stands beside it.
    """

    label: str
    url: str = ""
    key: str = ""
    tone: str = ""  # "go" for the one primary action of a pane, "warn" for one that takes something away
    blocked_because: str = ""
    name: str = ""
    value: str = ""
    form: str = ""


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    count: int | None = None
    hot: bool = False


@dataclass(frozen=True)
class ParkedPage:
    """Work put aside: the last of `how_many`, whose button takes it up again."""

    label: str
    id: int
    how_many: int = 1


@dataclass(frozen=True)
class Message:
    """What just happened, said once at the top of the next page. It stays until the person moves on."""

    text: str
    tone: str = "green"
    link: Link | None = None


@dataclass(frozen=True)
class Frame:
    """Everything round the page itself. `section` is the label of the navigation item we are in."""

    title: str
    office: str
    section: str = ""
    nav: tuple[NavItem, ...] = ()
    who: str = ""
    post: str = ""
    sub: str = ""
    tag: Tag | None = None
    crumbs: tuple[Link, ...] = ()
    actions: tuple[Action, ...] = ()
    steps: tuple[Step, ...] = ()
    formats: tuple[Link, ...] = ()
    messages: tuple[Message, ...] = ()
    banner: str = ""
    marked_as: tuple[str, ...] = ()
    parked: ParkedPage | None = None
    alerts: int = 0
    home_url: str = "/"
    search_url: str = "/search/"
    search_hint: str = "Search, or type a reference"
    searched: str = ""
    alerts_url: str = "/alerts/"
    me_url: str = "/me/"
    desk_url: str = "/desk/"
    call_url: str = ""  # where a call is logged, for those who log calls
    theme: str = ""  # "light", "dark" or "" for what the person's own machine says
    density: str = "compact"  # or "comfortable"
    text_size: str = ""  # "large" or "larger"
    single_keys: bool = True  # whether single letters and numbers do anything
    keymap: tuple[tuple[str, str], ...] = ()  # the usual key, and this person's own in its place
    own_address: str = ""  # this page's own address, with its filters
    meets: str = ""  # what two people might be at together; others who are there are named
    own_drafts: str = ""  # what this person had typed on this page, as JSON for the script
    left_at: str = ""  # how far down this page was read when it was put aside, as JSON for the script
    refresh_seconds: int | None = None  # reloads the page where there is no JavaScript, for work in progress


@dataclass(frozen=True)
class Fact:
    """One figure in a strip. `meter` is (done, of); `check` is what was found on trying the figure against another."""

    label: str
    value: str = ""
    note: str = ""
    tone: str = ""
    url: str = ""
    meter: tuple[int, int] | None = None
    check: Check | None = None


@dataclass(frozen=True)
class Step:
    label: str
    state: str = "later"  # "done", "now" or "later"


@dataclass(frozen=True)
class Facet:
    label: str
    url: str
    count: int | None = None
    amount: str = ""
    current: bool = False


@dataclass(frozen=True)
class FacetGroup:
    title: str
    facets: tuple[Facet, ...]
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column. `kind` is "", "number" (right aligned) or "wrap" (may run over lines)."""

    label: str
    kind: str = ""
    sort_url: str = ""
    sorted: str = ""  # "ascending" or "descending" where the list is in this order


@dataclass(frozen=True)
class Cell:
    """One cell that is more than a word. A plain string does for the rest."""

    text: str
    url: str = ""
    tone: str = ""
    tag: bool = False  # show the text as a tag
    ref: bool = False  # a reference, in the fixed-width face
    strong: bool = False
    note: str = ""


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell | str, ...]
    ref: str = ""  # what its tick box sends
    selected: bool = False  # the row open in the pane beside
    ticked: bool = False
    name: str = ""  # what its tick box is called aloud; the first cell where left out
    tickable: bool = True


@dataclass(frozen=True)
class ColumnChoice:
    """A column of a list in its chooser: where it is shown or hidden, and moved. An address left out is a thing that cannot be done."""

    key: str
    label: str
    shown: bool
    toggle_url: str = ""
    earlier_url: str = ""
    later_url: str = ""


@dataclass(frozen=True)
class ListTools:
    """What may be done with a list beside its rows: choose its columns, save it as a view, and open views of it saved before."""

    columns: tuple[ColumnChoice, ...] = ()
    usual_url: str = ""  # the columns as the list has them; nothing while they are so
    save_url: str = ""
    views: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Table:
    """A list. `empty` says why there is nothing, and `empty_next` what to do about it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    foot: tuple[Cell | str, ...] = ()
    empty: str = "Nothing here."
    empty_next: Link | None = None
    ticks: str = ""  # the name under which ticked rows are sent; no tick boxes where left out
    tools: ListTools | None = None


@dataclass(frozen=True)
class ListItem:
    """A line in a list pane. `channel` is "", "post", "email" or "phone"."""

    title: str
    url: str
    text: str = ""
    when: str = ""
    tags: tuple[Tag, ...] = ()
    channel: str = ""
    read: bool = False
    selected: bool = False


@dataclass(frozen=True)
class ListGroup:
    title: str
    items: tuple[ListItem, ...]
    note: str = ""


@dataclass(frozen=True)
class Stage:
    """One stage of a chain of people: who has had it, who has it, who comes next."""

    title: str
    detail: str = ""
    when: str = ""
    state: str = "later"  # "done", "now" or "later"


@dataclass(frozen=True)
class Happening:
    """One line of what has happened."""

    when: str
    text: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Check:
    text: str
    state: str = "passed"  # "passed", "warning" or "failed"
    strong: str = ""  # the finding itself, said before the text
    link: Link | None = None


@dataclass(frozen=True)
class Choice:
    """One way to decide. A choice that is refused stays in sight with the sentence that refuses it."""

    value: str
    label: str
    note: str = ""
    amount: str = ""
    key: str = ""
    chosen: bool = False
    blocked_because: str = ""


@dataclass(frozen=True)
class Pager:
    """Where we are in a long list, by cursor: "1 to 50 of 1,942"."""

    says: str
    earlier_url: str = ""
    later_url: str = ""


@dataclass(frozen=True)
class Progress:
    """Work going on behind the page. `url` answers with this same component, until it is finished."""

    label: str
    done: int
    of: int
    stage: str = ""
    left: str = ""  # "about 40 seconds left"
    url: str = ""
    finished: bool = False
    failed_because: str = ""
    next: Link | None = None
