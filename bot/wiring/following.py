"""What following works with, introduced to the duties that follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from bot.desk import follow, home, lifecycle, mute, prefer
from bot.desk.books import Books
from bot.desk.follows import Follows
from bot.desk.home import Rooms
from bot.desk.lifecycle import Lifecycle, Registry
from bot.ports import SourceState


def follows_of(books: Books) -> Follows:
    return Follows(
        follow=partial(follow.follow, books=books),
        unfollow=partial(follow.unfollow, books=books),
        following=partial(follow.following, books=books),
        mute=partial(mute.mute, books=books),
        unmute=partial(mute.unmute, books=books),
        digest=partial(prefer.digest, books=books),
        quiet=partial(prefer.quiet, books=books),
        settings=partial(prefer.show, books=books),
    )


def rooms_of(
    books: Books, states: Callable[[], Sequence[SourceState]], names: Mapping[str, str]
) -> Rooms:
    """`names` of sources by id."""
    return Rooms(
        home=partial(home.home, books=books, states=states, names=names),
        act=partial(home.act, books=books),
        add=partial(home.add, books=books),
        form=partial(home.form, books=books),
        save=partial(home.save, books=books),
    )


def lifecycle_of(registry: Registry, departed: Callable[[str], bool]) -> Lifecycle:
    """`departed`: whether the app is really out of a workspace, since farewells come late."""

    def remove(team: str, reason: str) -> None:
        if departed(team):
            lifecycle.remove(team, reason, registry)

    return Lifecycle(
        first=partial(lifecycle.first, registry=registry),
        close=partial(lifecycle.close, registry=registry),
        open=partial(lifecycle.open_, registry=registry),
        delete=partial(lifecycle.delete, registry=registry),
        move=partial(lifecycle.move, registry=registry),
        remove=remove,
        back=partial(lifecycle.back, registry=registry),
        left=partial(lifecycle.left, registry=registry),
    )
