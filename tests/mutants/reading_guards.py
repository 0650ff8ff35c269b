"""The walls around the reading child, and the checks of what it says."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

BAD = "tests/reading/test_misbehaving_children.py::{}".format
READER = "tests/reading/test_reader.py::{}".format
NATIVE = "tests/reading/test_native_code.py::{}".format
SANDBOX = "services/reading/sandbox.py"
PROCESS = "services/reading/process.py"
EXCHANGE = "services/reading/exchange.py"
CHILD = "services/reading/child.py"

READING_GUARDS: tuple[Guard, ...] = (
    Guard(
        "child: seccomp filter",
        Edit(SANDBOX, "    deny_calls(new_processes=kind is ChildKind.OCR)\n", ""),
        (READER("test_no_child_gets_a_socket_or_out_of_its_group"), NATIVE("test_libc_gives_no_socket")),
    ),
    Guard(
        "child: the one for documents starts no program",
        Edit(SANDBOX, "deny_calls(new_processes=kind is ChildKind.OCR)", "deny_calls(new_processes=True)"),
        (READER("test_document_child_starts_nothing_and_writes_nothing"),),
    ),
    Guard(
        "child: files are hidden (Landlock)",
        Edit(SANDBOX, "    if is_supported():\n", "    if False:\n"),
        (READER("test_no_child_reads_files_of_the_house"),),
    ),
    Guard(
        "child: address space",
        Edit(SANDBOX, "    _limit(resource.RLIMIT_AS, ADDRESS_SPACE[kind])\n", ""),
        (READER("test_limits_stand_in_the_kernel"),),
    ),
    Guard(
        "child: size of files",
        Edit(SANDBOX, "    _limit(resource.RLIMIT_FSIZE, FILE_BYTES[kind])\n", ""),
        (READER("test_limits_stand_in_the_kernel"),),
    ),
    Guard(
        "child: core dumps",
        Edit(SANDBOX, "    _limit(resource.RLIMIT_CORE, 0)\n", ""),
        (READER("test_limits_stand_in_the_kernel"),),
    ),
    Guard(
        "child: processor time",
        Edit(CHILD, "    allow_processor_time(limits.wall_clock_s(pages) * cores)\n", "    del limits, pages, cores\n"),
        (READER("test_limits_stand_in_the_kernel"),),
    ),
    Guard(
        "child: memory watchdog",
        Edit(PROCESS, "        if _resident_bytes(self.pid) > self._rss_bytes:\n", "        if False:\n"),
        (
            READER("test_memory_bomb_is_a_resource_limit_and_the_parent_goes_on"),
            BAD("test_child_that_takes_memory_is_ended_by_the_watchdog"),
        ),
    ),
    Guard(
        "child: the moment between its pipes and its end",
        Edit(PROCESS, "        self._await_end()\n", ""),
        (BAD("test_the_end_of_a_child_is_named_even_where_its_pipes_close_before"),),
    ),
    Guard(
        "child: wall clock",
        Edit(PROCESS, "            if left <= 0:\n", "            if False:\n"),
        (BAD("test_each_way_to_fail_has_its_name[sleeps-ReadTimeoutError]"),),
    ),
    Guard(
        "child: cap of a frame",
        Edit(
            "services/reading/protocol.py",
            "    if header_bytes > MAX_HEADER_BYTES or payload_bytes > MAX_PAYLOAD_BYTES:\n",
            "    if False:\n",
        ),
        (BAD("test_each_way_to_fail_has_its_name[babbles-ReaderCrashedError]"),),
    ),
    Guard(
        "child: cap of all that it says",
        Edit(EXCHANGE, "        if self._answer_bytes > self._limits.answer_bytes:\n", "        if False:\n"),
        (BAD("test_child_that_says_too_much_is_ended"),),
    ),
    Guard(
        "child: empty environment",
        Edit(PROCESS, "env=ENVIRONMENT |", "env=os.environ | ENVIRONMENT |"),
        (READER("test_environment_of_the_real_child_is_bare"),),
    ),
    Guard(
        "child: dies with its parent",
        Edit(
            SANDBOX,
            "    if libc.prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL), 0, 0, 0) != 0:\n",
            "    if libc is None:\n",
        ),
        ("tests/processes/test_dying_workers.py::test_the_reading_child_ends_with_a_worker_that_alone_is_killed",),
    ),
    Guard(
        "child: killed with its whole group",
        Edit(PROCESS, "                os.killpg(self.pid, signal.SIGKILL)", "                os.kill(self.pid, signal.SIGKILL)"),
        (BAD("test_grandchildren_end_with_the_group"),),
    ),
    Guard(
        "child: one workspace only",
        Edit(
            "services/reading/pool.py", "warm is not None and warm.workspace == workspace and warm", "warm is not None and warm"
        ),
        (READER("test_one_child_serves_one_workspace_only"),),
    ),
    Guard(
        "child: twenty files at most",
        Edit("services/reading/pool.py", "if process.jobs < self._limits.jobs_per_child and kind", "if kind"),
        (READER("test_one_child_serves_twenty_files_and_no_more"),),
    ),
    Guard(
        "answers: pages come in order",
        Edit(
            EXCHANGE,
            "if page.number != len(self._pages) + 1 or self._announced is None or page.number > self._limits.all_pages:\n",
            "if False:\n",
        ),
        (BAD("test_nonsense_about_a_page_is_a_crash"),),
    ),
    Guard(
        "answers: errors are known ones",
        Edit(EXCHANGE, "or not isinstance(detail, str) or code not in TYPED_ERRORS:", "or not isinstance(detail, str):"),
        (BAD("test_nonsense_in_a_header_is_a_crash"),),
    ),
    Guard(
        "answers: cells of all tables",
        Edit(EXCHANGE, "        if self._cells > self._limits.document_cells:\n", "        if False:\n"),
        (BAD("test_nonsense_beside_the_pages_is_a_crash"),),
    ),
    Guard(
        "pictures: number of pixels",
        Edit("services/reading/image.py", "    if width * height > allowed:\n", "    if False:\n"),
        ("tests/reading/test_image.py::test_png_bomb_is_refused_before_it_is_decoded",),
    ),
    Guard(
        "crops: accepted fields are looked at on the page",
        Edit(
            "finance/services/document_extraction.py",
            "_looked_at_again(claim, extract(request, providers), request.document, reader, store)",
            "extract(request, providers)",
        ),
        ("tests/pipeline/test_crops.py::test_a_text_that_lies_is_not_booked",),
    ),
    Guard(
        "crops: what a page does not show is in doubt",
        Edit("services/parsers/crops.py", "            differing.append(look.name)\n", ""),
        ("tests/parsers/test_crops.py::test_agreement_confirms_and_difference_doubts",),
    ),
    Guard(
        "crops: a text for each",
        Edit("services/reading/crops.py", "    if not isinstance(value, list) or len(value) != count:\n", "    if False:\n"),
        ("tests/reading/test_crops.py::test_what_a_child_says_of_crops_is_checked",),
    ),
    Guard(
        "crops: of one file twelve at most",
        Edit("services/reading/crops.py", "    if not 0 < len(crops) <= CROPS:\n", "    if False:\n"),
        ("tests/reading/test_crops.py::test_no_crops_or_too_many_are_a_defect_of_the_caller",),
    ),
)
