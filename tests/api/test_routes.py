"""The declared table of routes is what is served."""

from app_settings.routes import ROUTES, Answer, served_routes
from users.tenancy.views import WorkspaceView


def test_every_served_route_has_a_row() -> None:
    declared = {(route.method, route.path) for route in ROUTES}
    assert {(route.method, route.path) for route in served_routes()} - declared == set()


def test_every_row_is_served() -> None:
    served = {(route.method, route.path) for route in served_routes()}
    assert {(route.method, route.path) for route in ROUTES} - served == set()


def test_no_row_stands_twice() -> None:
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)


def test_each_view_asks_for_the_capability_of_its_row() -> None:
    needs = {(route.method, route.path): route.needs for route in ROUTES}
    for route in served_routes():
        asked = getattr(route.view, "capabilities", {}).get(route.action)
        assert asked is needs[route.method, route.path], route


def test_whatever_is_not_open_enters_the_scope_of_a_workspace() -> None:
    is_open = {(route.method, route.path) for route in ROUTES if route.answer is Answer.OPEN}
    for route in served_routes():
        enters = isinstance(route.view, type) and issubclass(route.view, WorkspaceView)
        assert enters is not ((route.method, route.path) in is_open), route
