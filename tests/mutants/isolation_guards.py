"""The guards of the walls between workspaces, and between roles."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

MATRIX = "tests/isolation/test_matrix.py::{}".format
RELATED = "tests/isolation/test_related.py::{}".format
CANARIES = "tests/isolation/test_canaries.py::{}".format
BODIES = "tests/isolation/test_bodies_and_methods.py::{}".format
TABLES = MATRIX("test_each_identity_gets_what_the_tables_say")

ISOLATION_GUARDS: tuple[Guard, ...] = (
    Guard(
        "isolation: queries are held to the workspace",
        Edit(
            "users/tenancy/postgres/compiler.py",
            "held.where = WhereNode([only_here, held.where], AND)",
            "held.where = WhereNode([held.where], AND)",
        ),
        ("tests/users/test_scope.py::test_reads_see_one_workspace",),  # without it the matrix cannot even furnish its homes
    ),
    Guard(
        "isolation: the sessions of somebody else",
        Edit("users/sessions/services.py", "held.filter(id=session_id, user_id=user_id)", "held.filter(id=session_id)"),
        (MATRIX("test_a_stranger_gets_for_our_rows_what_an_id_of_nothing_gets"),),
    ),
    Guard(
        "isolation: an uploader and the documents of others",
        Edit("finance/permissions.py", "    if not document_is_visible(actor, document):\n", "    if False:\n"),
        (MATRIX("test_an_uploader_does_not_find_the_documents_of_others"),),
    ),
    Guard(
        "isolation: an uploader's list of documents",
        Edit(
            "finance/permissions.py",
            "    return documents.filter(uploaded_by_id=actor.user_id)\n",
            "    return documents.all()\n",
        ),
        (CANARIES("test_an_uploader_reads_what_is_its_own_or_everybodys"),),
    ),
    Guard(
        "isolation: what is the person's own takes a session",
        Edit(
            "users/tenancy/views.py",
            "if self.credential.session_id is None and self.action_name",
            "if False and self.action_name",
        ),
        (TABLES,),
    ),
    Guard(
        "isolation: a scope of a key",
        Edit("users/tenancy/credential.py", "        if self.scopes is not None:\n", "        if False:\n"),
        (TABLES,),
    ),
    Guard(
        "isolation: the default workspace is one of one's own",
        Edit(
            "users/people/serializers.py",
            'Workspace.objects.filter(id__in=self.context["workspaces"])',
            "Workspace.objects.all()",
        ),
        (RELATED("test_an_id_of_somebody_elses_row_is_refused_like_an_id_of_nothing"),),
    ),
    Guard(
        "isolation: who sees which keys",
        Edit("users/keys/selectors.py", "    return keys.filter(membership__user=actor.user_id)\n", "    return keys.all()\n"),
        (CANARIES("test_an_uploader_reads_what_is_its_own_or_everybodys"),),
    ),
    Guard(
        "isolation: no field is set that is not named",
        Edit(
            "users/tenancy/serializers.py",
            "        if names:\n            sentence = ErrorDetail(",
            "        if False:\n            sentence = ErrorDetail(",
        ),
        (BODIES("test_what_may_not_be_set_is_refused_and_changes_nothing"),),
    ),
    Guard(
        "isolation: staff with nothing granted sees nothing in the back office",
        Edit("users/tenancy/admin.py", "        return bool(allowed)\n", "        return True\n"),
        ("tests/isolation/test_back_office.py::test_each_page_of_the_back_office_answers_as_its_rule_says",),
    ),
)
