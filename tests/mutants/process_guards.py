"""Guards taken away under real processes: each fault of FAULTS.md must be felt there. (Slow: half a minute each; needs Redis.)"""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

BROKER = "tests/processes/test_broker_faults.py::{}".format
DYING = "tests/processes/test_dying_workers.py::{}".format
DELIVERIES = "tests/processes/test_deliveries.py::{}".format
POISON = "tests/processes/test_poison.py::{}".format
STORAGE = "tests/processes/test_storage_faults.py::{}".format
EDITS = "tests/processes/test_edits_meanwhile.py::{}".format
WORK = "finance/services/document_work.py"
SWEEP = "finance/services/document_sweep.py"
FAILURES = "finance/services/document_failures.py"
RECEIVERS = "finance/receivers.py"
BLOBS = "services/storage/blobs.py"

FIND_ORPHAN = "                if stored.modified_at < now - ORPHAN_AGE and not _is_known(stored):\n"

PROCESS_GUARDS: tuple[Guard, ...] = (
    Guard(
        "F2: orphans are found",
        Edit("finance/services/document_verification.py", FIND_ORPHAN, "                if False:\n"),
        (STORAGE("test_a_web_process_killed_between_the_store_and_the_commit_leaves_an_orphan_that_is_found"),),
    ),
    Guard(
        "F4, F7, F8: the sweep rings again",
        Edit(SWEEP, "        _call(overdue)\n", ""),
        (BROKER("test_the_queue_of_a_killed_redis_is_rebuilt_from_postgres"),),
    ),
    Guard(
        "F5, F6: a thread of its own rings",
        Edit(
            RECEIVERS,
            "PUBLISHER.offer(Doorbell(task.name, lambda: task.apply_async(args=arguments, retry=False)))",
            "task.apply_async(args=arguments, retry=False)",
        ),
        (BROKER("test_an_upload_does_not_wait_for_a_broker_that_never_answers"),),
    ),
    Guard(
        "F11, F21: a reading child that died is told from a file that is bad",
        Edit(FAILURES, "    except ReaderCrashedError as error:\n        work_release(claim, error=error)\n", ""),
        (DYING("test_a_reading_child_that_is_killed_in_mid_ocr_costs_one_attempt"),),
    ),
    Guard(
        "F12, P12: expired leases are found",
        Edit(SWEEP, "left = Q(lease_until__lt=Now())", "left = Q(pk=None)"),
        (DYING("test_a_worker_killed_while_it_extracts_is_followed_by_another"),),
    ),
    Guard(
        "F13: a worker that stops gives back",
        Edit(RECEIVERS, "    work_release_held()\n", ""),
        (DYING("test_a_worker_that_is_told_to_stop_gives_back_what_it_cannot_finish"),),
    ),
    Guard(
        "F14, F22: wall clock of the reading child",
        Edit("services/reading/process.py", "            if left <= 0:\n", "            if False:\n"),
        (POISON("test_children_that_hang_spin_or_babble_cost_their_own_file_only"),),
    ),
    Guard(
        "F15, P2: no claim while the lease of another runs",
        Edit(WORK, "\n  AND (lease_until IS NULL OR lease_until < statement_timestamp())", ""),
        (DELIVERIES("test_the_same_task_delivered_twenty_times_at_once_is_done_once"),),
    ),
    Guard(
        "F16: no claim of what is done",
        Edit(WORK, "WHERE id = %(id)s AND state = ANY(%(begins)s) AND tries", "WHERE id = %(id)s AND tries"),
        (DELIVERIES("test_a_delivery_after_the_end_changes_nothing"),),
    ),
    Guard(
        "F17, P2: every write compares the attempt",
        Edit(WORK, "        attempt=claim.attempt,\n        state=claim.state,\n", ""),
        (DELIVERIES("test_a_worker_paused_past_its_lease_books_nothing_when_it_wakes_up_before_saving"),),
    ),
    Guard(
        "F18: what is no message is dropped",
        Edit("app_settings/celery.py", "\nuse_sturdy_transports()\n", "\n"),
        (BROKER("test_garbage_in_the_queue_does_not_stop_the_worker"),),
    ),
    Guard(
        "F20: number of pixels",
        Edit("services/reading/image.py", "    if width * height > allowed:\n", "    if False:\n"),
        (POISON("test_a_picture_that_would_burst_the_memory_is_unreadable_and_the_next_one_is_read"),),
    ),
    Guard(
        "F31: what was written is read back and compared",
        Edit(BLOBS, "name, content)\n        return self._hash(name) == sha256", "name, content)\n        return True"),
        (STORAGE("test_a_store_that_says_yes_and_writes_something_else_is_found_out"),),
    ),
    Guard(
        "F32: total deadline of the store",
        Edit(BLOBS, "timeout_s=self._deadline_s)", "timeout_s=1000)"),
        (STORAGE("test_a_store_that_drips_is_given_up_at_the_deadline"),),
    ),
    Guard(
        "F33: a blob that is gone has its own name",
        Edit(BLOBS, "        except FileNotFoundError as error:\n", "        except ZeroDivisionError as error:\n"),
        (STORAGE("test_a_blob_that_is_gone_fails_its_document_by_name_and_raises_an_alert"),),
    ),
    Guard(
        "F34: a deletion that failed stays pending",
        Edit("finance/services/document_files.py", "                continue\n", "                pass\n"),
        (STORAGE("test_a_deletion_that_fails_three_times_is_carried_out_the_fourth_time"),),
    ),
    Guard(
        "F46: a document is rung for once per interval",
        Edit(SWEEP, "Document.objects.filter(due, not_picked_up", "Document.objects.filter(not_picked_up"),
        (DELIVERIES("test_two_beats_ring_no_document_more_often_than_one_would"),),
    ),
    Guard(
        "F47: workers watch beat",
        Edit(RECEIVERS, "    work_sweep_if_beat_is_silent()\n", "    pass\n"),
        (DELIVERIES("test_without_beat_the_workers_sweep_and_say_so"),),
    ),
    Guard(
        "P9: what a person entered is not read over",
        Edit(
            "finance/services/document_record.py",
            "filter(document_id=claim.document_id, origin=Origin.MACHINE).delete()",
            "filter(document_id=claim.document_id).delete()",
        ),
        (EDITS("test_a_total_entered_while_the_document_is_extracted_is_kept_and_booked"),),
    ),
    Guard(
        "P13: the hash is compared",
        Edit(
            "finance/services/document_verification.py",
            'return "" if store.hash(blob.storage_name) == blob.sha256 else "corrupt"',
            'return "" if store.hash(blob.storage_name) else "corrupt"',
        ),
        (STORAGE("test_a_flipped_byte_is_reported_for_its_document_only"),),
    ),
)
