"""Local worker processes, each given some documents at a time.

A worker that dies, hangs or runs out of memory takes no other document with it: what it was given is tried again
one by one in fresh workers, and the document that does it again is refused.
"""

from __future__ import annotations

import io
import multiprocessing
import resource
import time
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline import raw, rows, shards
from pipeline.errors import Refused
from pipeline.inventory import Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import SpawnProcess

SECONDS = 120.0
MEMORY_BYTES = 4 * 2**30
_BATCH_DOCUMENTS = 64
_BATCH_BYTES = 4 * 2**20
Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use: seconds of wall time, bytes of address space of its worker."""

    seconds: float = SECONDS
    memory: int = MEMORY_BYTES


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    jobs: list[Job]
    deadline: float


def run(folder: Path, jobs: Iterable[Job], workers: int, limits: Limits | None = None) -> Iterator[tuple[int, Tables]]:
    """Yield (number of documents, their tables) as they are done, in no particular order."""
    limits = limits or Limits()
    waiting = _batches(jobs)
    again: deque[list[Job]] = deque()
    busy: list[_Worker] = []
    idle: list[_Worker] = []
    try:
        while True:
            while len(busy) < workers and (batch := again.popleft() if again else next(waiting, None)):
                worker = idle.pop() if idle else _start(folder, limits)
                if _give(worker, batch, limits):
                    busy.append(worker)
                else:
                    again.append(batch)
            if not busy:
                return
            nearest = min(w.deadline for w in busy)
            ready = wait([w.pipe for w in busy], timeout=max(0.0, nearest - time.monotonic()))
            for worker in list(busy):
                if worker.pipe in ready:
                    answer = _answer(worker)
                    died = f"the worker process died (exit code {_exit_code(worker)})" if answer is None else ""
                elif time.monotonic() >= worker.deadline:
                    answer, died = None, f"took longer than {limits.seconds:g} s"
                else:
                    continue
                busy.remove(worker)
                if answer is not None:
                    idle.append(worker)
                    yield len(worker.jobs), answer
                    continue
                _stop(worker)
                if len(worker.jobs) > 1:
                    again.extend([job] for job in worker.jobs)
                else:
                    yield 1, _refused(worker.jobs[0], died)
    finally:
        for worker in [*busy, *idle]:
            _stop(worker)


def _batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    size = 0
    for job in jobs:
        if batch and (len(batch) == _BATCH_DOCUMENTS or size + job.bytes > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += job.bytes
    if batch:
        yield batch


def _refused(job: Job, what: str) -> Tables:
    error = Refused("parse", "limit/worker", f"{job.path}: {what}")
    return shards.tables([(job.cache_key, job.path, rows.refused(job.path, error))])


def _start(folder: Path, limits: Limits) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, str(folder), limits.memory), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, [], 0.0)


def _give(worker: _Worker, batch: list[Job], limits: Limits) -> bool:
    """Hand a batch over; false when the worker is gone, and then it is put away."""
    worker.jobs = batch
    worker.deadline = time.monotonic() + limits.seconds * (1 if len(batch) == 1 else 2)
    try:
        worker.pipe.send(batch)
    except OSError:
        _stop(worker)
        return False
    return True


def _answer(worker: _Worker) -> Tables | None:
    """Return what the worker sent; null when it died."""
    try:
        streams = worker.pipe.recv()
    except (EOFError, OSError):
        return None
    return {name: pa.ipc.open_stream(data).read_all() for name, data in streams.items()}


def _exit_code(worker: _Worker) -> int | None:
    worker.process.join(5)
    return worker.process.exitcode


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _work(pipe: Connection, folder: str, memory: int) -> None:
    """Process batches until the parent is gone (runs in the worker)."""
    import signal

    from pipeline.process import process

    # Ctrl-C is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while True:
        try:
            batch: list[Job] = pipe.recv()
        except (EOFError, OSError):
            return
        done = shards.tables((job.cache_key, job.path, _one(Path(folder), job, process)) for job in batch)
        try:
            pipe.send({name: _stream(table) for name, table in done.items()})
        except OSError:
            return


def _one(folder: Path, job: Job, process: rows.Process) -> rows.Rows:
    try:
        return process(raw.load(folder, raw.from_json(job.entry), job.sha256, job.document_id))
    except Refused as error:
        return rows.refused(job.path, error)
    except MemoryError:
        return rows.refused(job.path, Refused("parse", "limit/memory", f"{job.path}: needs more memory than a worker may use"))
    except Exception as error:  # noqa: BLE001 -- a defect in one document's code path must not stop the others
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else "?"
        reason = f"{job.path}: a defect of this program ({type(error).__name__} at {place}: {error}); please report it"
        return rows.refused(job.path, Refused("extract", "defect", reason))


def _stream(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()
