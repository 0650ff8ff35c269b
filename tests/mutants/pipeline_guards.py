"""The guards on the way of a document: uploads, storage, doorbells, claims, reading, deciding."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard, Sql

BY_HAND = "tests/constraints/test_database_guards.py::{}".format
PIPELINE = "tests/pipeline/test_{}.py::{}".format
STORAGE = "tests/storage/test_{}.py::{}".format
RECEIVING = "finance/services/document_receiving.py"
WORK = "finance/services/document_work.py"
SWEEP = "finance/services/document_sweep.py"
FILES = "finance/services/document_files.py"
BLOBS = "services/storage/blobs.py"
PUBLISHER = "services/queue/publisher.py"
DECIDING = "finance/services/deciding.py"

CONSTRAINTS: tuple[Guard, ...] = (
    Guard(
        "one document per whole blob",
        Sql("DROP INDEX document_once_per_whole_blob"),
        (BY_HAND("test_a_whole_file_is_one_document"),),
    ),
    Guard(
        "one blob per content",
        Sql("ALTER TABLE finance_blob DROP CONSTRAINT blob_once_per_content"),
        (BY_HAND("test_the_same_content_is_one_blob"),),
    ),
    Guard(
        "what a machine is sure of has evidence",
        Sql("ALTER TABLE finance_extractedfield DROP CONSTRAINT field_sure_of_machine_has_evidence"),
        (BY_HAND("test_what_a_machine_is_sure_of_has_its_place_on_the_page"),),
    ),
    Guard(
        "tries are bounded in the database",
        Sql("ALTER TABLE finance_document DROP CONSTRAINT document_tries_are_bounded"),
        (BY_HAND("test_a_fourth_try_cannot_be_written"),),
    ),
    Guard(
        "a posting has an account or a category",
        Sql("ALTER TABLE finance_posting DROP CONSTRAINT posting_on_account_or_category"),
        (BY_HAND("test_a_posting_stands_on_an_account_or_on_a_category"),),
    ),
)

UPLOADS: tuple[Guard, ...] = (
    Guard(
        "upload: size limit while streaming",
        Edit(BLOBS, "        if size_bytes > limit_bytes:\n", "        if False:\n"),
        (STORAGE("blobs", "test_content_over_the_limit_is_refused_and_not_stored"),),
    ),
    Guard(
        "upload: capability",
        Edit(RECEIVING, "    actor.require(Capability.DOCUMENT_UPLOAD)\n", ""),
        (PIPELINE("receiving", "test_a_role_without_the_right_to_upload_is_refused"),),
    ),
    Guard(
        "upload: file names are made harmless",
        Edit(RECEIVING, "    last = PurePosixPath(unicodedata.normalize(", "    last = str(unicodedata.normalize("),
        (PIPELINE("receiving", "test_a_filename_keeps_only_what_misleads_nobody"),),
    ),
    Guard(
        "storage: what was written is read back and compared",
        Edit(
            BLOBS,
            "        self._storage.save(name, content)\n        return self._hash(name) == sha256",
            "        self._storage.save(name, content)\n        return True",
        ),
        (STORAGE("faults", "test_a_store_that_keeps_other_bytes_is_unavailable_and_the_object_is_removed"),),
    ),
    Guard(
        "storage: total deadline",
        Edit(BLOBS, "timeout_s=self._deadline_s)", "timeout_s=1000)"),
        (STORAGE("faults", "test_a_drip_ends_at_the_total_deadline"),),
    ),
    Guard(
        "storage: bytes that changed are noticed",
        Edit(BLOBS, "        if sha256 and hashlib.sha256(content).hexdigest() != sha256:\n", "        if False:\n"),
        (PIPELINE("reading", "test_bytes_that_changed_fail_the_document"),),
    ),
    Guard(
        "deletion: not of what a row needs",
        Edit(FILES, "    if is_named(name):\n", "    if False:\n"),
        (PIPELINE("people", "test_a_file_that_was_uploaded_again_is_not_deleted"),),
    ),
    Guard(
        "deletion: not while an upload goes on",
        Edit(FILES, '    if not _try("SELECT pg_try_advisory_lock(%s, %s)", key):\n', "    if False:\n"),
        (PIPELINE("people", "test_an_upload_waits_for_no_deletion_and_a_deletion_for_uploads"),),
    ),
    Guard(
        "verification: the hash is compared",
        Edit(
            "finance/services/document_verification.py",
            'return "" if store.hash(blob.storage_name) == blob.sha256 else "corrupt"',
            'return "" if store.hash(blob.storage_name) else "corrupt"',
        ),
        (PIPELINE("verification", "test_a_flipped_byte_names_that_document_only"),),
    ),
)

WORKING: tuple[Guard, ...] = (
    Guard(
        "doorbell: rung after the commit only",
        Edit("finance/receivers.py", "    transaction.on_commit(ring, robust=True)\n", "    ring()\n"),
        (PIPELINE("receiving", "test_a_rollback_enqueues_nothing"),),
    ),
    Guard(
        "publisher: bounded",
        Edit(
            PUBLISHER,
            "self._thread, self._waiting = os.getpid(), None, queue.Queue(self._capacity)",
            "self._thread, self._waiting = os.getpid(), None, queue.Queue()",
        ),
        (PIPELINE("publisher", "test_a_silent_broker_does_not_delay_who_offers"),),
    ),
    Guard(
        "publisher: breaker",
        Edit("services/queue/breaker.py", "            if self._failed >= self._limit:\n", "            if False:\n"),
        (PIPELINE("publisher", "test_failures_open_the_breaker_and_what_is_offered_then_is_dropped"),),
    ),
    Guard(
        "claim: only in a state in which the stage begins",
        Edit(WORK, "WHERE id = %(id)s AND state = ANY(%(begins)s) AND tries", "WHERE id = %(id)s AND tries"),
        (PIPELINE("reading", "test_a_late_duplicate_does_nothing"),),
    ),
    Guard(
        "claim: not while the lease of another runs",
        Edit(WORK, "\n  AND (lease_until IS NULL OR lease_until < statement_timestamp())", ""),
        (PIPELINE("work", "test_of_twenty_deliveries_at_once_one_gets_the_claim"),),
    ),
    Guard(
        "claim: an expired lease ends",
        Edit(WORK, "(lease_until IS NULL OR lease_until < statement_timestamp())", "lease_until IS NULL"),
        (PIPELINE("work", "test_an_expired_lease_can_be_claimed_again"),),
    ),
    Guard(
        "claim: at most three tries",
        Edit(WORK, " AND tries < %(max_attempts)s AND", " AND"),
        (PIPELINE("work", "test_a_stage_is_not_begun_a_fourth_time"),),
    ),
    Guard(
        "claim: not in the trash",
        Edit(WORK, " AND trashed_at IS NULL\n", "\n"),
        (PIPELINE("work", "test_a_document_in_the_trash_cannot_be_claimed"),),
    ),
    Guard(
        "fencing: renewing compares the attempt",
        Edit(
            WORK,
            "    if not _mine(claim).update(lease_until=Now() +",
            "    if not Document.objects.filter(id=claim.document_id).update(lease_until=Now() +",
        ),
        (PIPELINE("work", "test_a_zombie_writes_nothing"),),
    ),
    Guard(
        "fencing: finishing compares the attempt",
        Edit(
            WORK,
            "    if not _mine(claim).update(state=state,",
            "    if not Document.objects.filter(id=claim.document_id).update(state=state,",
        ),
        (PIPELINE("work", "test_a_zombie_writes_nothing"),),
    ),
    Guard(
        "fencing: a zombie of the extraction books nothing",
        Edit(WORK, "        attempt=claim.attempt,\n        state=claim.state,\n", "        state__in=DocumentState.values,\n"),
        (PIPELINE("extraction", "test_a_zombie_that_wakes_up_books_nothing"),),
    ),
    Guard(
        "a broken third try is put away",
        Edit(WORK, "        if claim.tries >= MAX_ATTEMPTS:\n", "        if False:\n"),
        (PIPELINE("work", "test_the_third_broken_try_is_quarantined_with_a_sentence"),),
    ),
    Guard(
        "a worker that stops gives back",
        Edit(
            WORK,
            '            if _mine(claim).update(attempt=F("attempt") + 1, tries',
            '            if _mine(claim).filter(attempt=-1).update(attempt=F("attempt") + 1, tries',
        ),
        (PIPELINE("work", "test_a_worker_that_stops_gives_its_claims_back"),),
    ),
    Guard(
        "sweep: finds expired leases",
        Edit(SWEEP, "left = Q(lease_until__lt=Now())", "left = Q(pk=None)"),
        (PIPELINE("work", "test_the_sweep_rings_for_what_a_dead_worker_left"),),
    ),
    Guard(
        "sweep: finds what was not picked up",
        Edit(SWEEP, "not_picked_up | given_back | left", "given_back | left"),
        (PIPELINE("work", "test_the_sweep_rings_for_what_was_not_picked_up"),),
    ),
    Guard(
        "sweep: one at a time",
        Edit(SWEEP, "        if not _is_alone():\n", "        if False:\n"),
        (PIPELINE("work", "test_a_sweep_beside_a_running_one_does_nothing"),),
    ),
    Guard(
        "sweep: rings once per interval",
        Edit(SWEEP, "Document.objects.filter(due, not_picked_up", "Document.objects.filter(not_picked_up"),
        (PIPELINE("work", "test_two_sweeps_after_each_other_ring_once"),),
    ),
    Guard(
        "sweep: puts away what was begun three times",
        Edit(SWEEP, "    if exhausted:\n", "    if False:\n"),
        (PIPELINE("work", "test_the_sweep_quarantines_what_was_begun_three_times"),),
    ),
    Guard(
        "sweep: by a worker when beat is silent",
        Edit(SWEEP, "    return work_sweep()\n", "    return 0\n"),
        (PIPELINE("work", "test_a_worker_sweeps_only_when_beat_is_silent"),),
    ),
)

JUDGING: tuple[Guard, ...] = (
    Guard(
        "evidence: a value must stand on the page",
        Edit("services/parsers/agreement.py", "        elif not _has_proof(value, document):\n", "        elif False:\n"),
        ("tests/parsers/test_agreement.py::test_a_value_that_only_a_liar_gives_is_in_review",),
    ),
    Guard(
        "evidence: its box must read as the value",
        Edit(
            "services/parsers/agreement.py",
            "    return page is not None and (is_proof(value, page) or stands_in_xml(value, page))",
            "    return page is not None",
        ),
        ("tests/parsers/test_agreement.py::test_evidence_that_reads_otherwise_is_none",),
    ),
    Guard(
        "evidence: nothing else numeric in the box",
        Edit(
            "services/parsers/proof.py",
            r"""    if len(matches) != 1 or re.search(r"\d", text.strip()""",
            """    if not matches or re.search("NEVER", text.strip()""",
        ),
        ("tests/parsers/test_evidence.py::test_other_words_or_further_numbers_are_not_the_value",),
    ),
    Guard(
        "deciding: an unproven total goes to a person",
        Edit(DECIDING, "    if F.TOTAL in values and not record.proven and F.TOTAL not in context.fixed:\n", "    if False:\n"),
        (PIPELINE("deciding", "test_an_unproven_total_goes_to_a_person"),),
    ),
    Guard(
        "deciding: doubts in what is booked go to a person",
        Edit(DECIDING, "    if obstacles or _is_in_doubt(review, findings):\n", "    if obstacles:\n"),
        (PIPELINE("deciding", "test_a_doubt_in_what_is_booked_goes_to_a_person"),),
    ),
    Guard(
        "deciding: what is no document of money goes to a person",
        Edit(DECIDING, "    elif record.kind is K.OTHER and not is_said_to_count(context.fixed):\n", "    elif False:\n"),
        (PIPELINE("deciding", "test_what_is_no_document_of_money_is_asked_about_however_much_was_read"),),
    ),
    Guard(
        "deciding: a kind that may be wrong neither files nor turns",
        Edit(
            DECIDING, "    return record.kind in _OF_CONSEQUENCE and record.kind_confidence < _SURE_KIND\n", "    return False\n"
        ),
        (PIPELINE("deciding", "test_a_kind_that_may_be_wrong_neither_files_nor_turns_an_invoice"),),
    ),
    Guard(
        "einvoices: a total that its page proves to be another is doubted",
        Edit(
            "services/parsers/einvoice_agreement.py",
            "(_is_proven_otherwise(seen, fields) or not _is_visible(value, sheet))",
            "not _is_visible(value, sheet)",
        ),
        ("tests/einvoice/test_record.py::test_a_total_that_the_page_has_as_something_else_is_no_total_of_it",),
    ),
    Guard(
        "tables: a crowded page is bounded",
        Edit("services/reading/page_columns.py", "(row for row in rows if len(row.stretches) <= MOST_COLUMNS)", "rows"),
        ("tests/reading/page_tables/test_page_tables.py::test_twenty_thousand_words_take_less_than_a_second_however_they_stand",),
    ),
    Guard(
        "deciding: what is booked is not booked again",
        Edit(DECIDING, "    if context.booked is not None:\n", "    if False:\n"),
        (PIPELINE("deciding", "test_what_is_booked_is_not_booked_again"),),
    ),
    Guard(
        "user > machine: what a person entered is not read over",
        Edit(
            "finance/services/document_record.py",
            "        if value.name not in fixed and value.value\n",
            "        if value.value\n",
        ),
        (PIPELINE("extraction", "test_what_a_person_enters_meanwhile_survives_and_is_booked"),),
    ),
    Guard(
        "user > machine: what a person entered is not deleted",
        Edit(
            "finance/services/document_record.py",
            "filter(document_id=claim.document_id, origin=Origin.MACHINE).delete()",
            "filter(document_id=claim.document_id).delete()",
        ),
        (PIPELINE("extraction", "test_what_a_person_enters_meanwhile_survives_and_is_booked"),),
    ),
    Guard(
        "user > machine: what a person entered is booked",
        Edit(DECIDING, "record.fields.items()} | dict(context.fixed)", "record.fields.items()}"),
        (PIPELINE("extraction", "test_what_a_person_enters_meanwhile_survives_and_is_booked"),),
    ),
    Guard(
        "a person's change compares the version",
        Edit(
            "finance/services/document_holding.py",
            "    refuse_stale(held=locked.version, expected=expected_version)\n",
            "",
        ),
        (PIPELINE("extraction", "test_a_person_who_looks_at_old_values_is_told_so"),),
    ),
)

PIPELINE_GUARDS = (*CONSTRAINTS, *UPLOADS, *WORKING, *JUDGING)
