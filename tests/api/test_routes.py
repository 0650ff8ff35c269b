"""The declared table of routes is what is served."""

from app_settings.routes import ROUTES, Answer, By, ServedRoute, served_routes
from users.tenancy.views import PersonView, WorkspaceView


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


def who(route: ServedRoute) -> By | None:
    """Who the view lets in; None: everybody."""
    view = route.view if isinstance(route.view, type) else object
    if issubclass(view, WorkspaceView):
        return By.MEMBER
    if issubclass(view, PersonView):
        return By.PERSON if route.action in view.open_to_keys else By.SESSION
    return None


def test_each_view_lets_in_whom_its_row_names() -> None:
    rows = {(route.method, route.path): None if route.answer in (Answer.OPEN, Answer.AUTH) else route.by for route in ROUTES}
    assert [route for route in served_routes() if who(route) is not rows[route.method, route.path]] == []
