"""Local worker processes, each given some documents at a time.

A worker that dies, hangs or runs out of memory takes no other document with it: what it was given is tried again
one by one in fresh workers, and the document that does it again is refused.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import resource
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline import raw, rows, shards
from pipeline.errors import Refused, ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import SpawnProcess

    from pipeline.inventory import Job

SECONDS = 120.0
START_SECONDS = 300.0
MEMORY_BYTES = 4 * 2**30
_BATCH_DOCUMENTS = 64
_BATCH_BYTES = 4 * 2**20
# A document's rows and tokens are many small tuples without cycles: the collector looks at them this seldom.
_YOUNG = 50_000
Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use: seconds of wall time, bytes of address space of its worker."""

    seconds: float = SECONDS
    memory: int = MEMORY_BYTES


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    jobs: list[Job]
    deadline: float
    # A worker says so when it has started; only then its time runs.
    ready: bool = False


def run(folder: Path, jobs: Iterable[Job], workers: int, limits: Limits | None = None) -> Iterator[tuple[int, Tables]]:
    """Yield (number of documents, their tables) as they are done, in no particular order."""
    pool = _Pool(folder, _batches(jobs), limits or Limits())
    try:
        while pool.fill(workers):
            for worker in pool.finished():
                answer = _answer(worker) if worker.pipe.poll() else None
                if answer is not None:
                    pool.idle.append(worker)
                    yield len(worker.jobs), answer
                elif len(worker.jobs) > 1 and worker.ready:
                    _stop(worker)
                    pool.again.extend([job] for job in worker.jobs)
                else:
                    yield 1, _refused(worker.jobs[0], pool.end(worker))
    finally:
        for worker in [*pool.busy, *pool.idle]:
            _stop(worker)


class _Pool:
    """The workers, and what is still to be given to them."""

    def __init__(self, folder: Path, waiting: Iterator[list[Job]], limits: Limits) -> None:
        self.folder, self.waiting, self.limits = folder, waiting, limits
        self.again: deque[list[Job]] = deque()
        self.busy: list[_Worker] = []
        self.idle: list[_Worker] = []

    def fill(self, workers: int) -> bool:
        """Give batches to idle (or new) workers; false when there is nothing left to wait for."""
        while len(self.busy) < workers:
            batch = self.again.popleft() if self.again else next(self.waiting, None)
            if batch is None:
                break
            worker = self.idle.pop() if self.idle else _start(self.folder, self.limits)
            if _give(worker, batch, self.limits):
                self.busy.append(worker)
            else:
                self.again.append(batch)
        return bool(self.busy)

    def finished(self) -> list[_Worker]:
        """Wait, and take out the workers that have answered, died, or run out of time."""
        nearest = min(w.deadline for w in self.busy)
        spoken = wait([w.pipe for w in self.busy], timeout=max(0.0, nearest - time.monotonic()))
        for worker in self.busy:
            if worker.pipe in spoken and not worker.ready and _is_ready(worker):
                spoken.remove(worker.pipe)
                worker.deadline = _deadline(worker.jobs, self.limits)
        now = time.monotonic()
        done = [w for w in self.busy if w.pipe in spoken or now >= w.deadline]
        self.busy = [w for w in self.busy if w not in done]
        return done

    def end(self, worker: _Worker) -> str:
        """Put a worker away that gave no answer, and say what became of it."""
        if not worker.ready:
            _stop(worker)
            raise ReleaseError("nothing was published: a worker process ended before it had started")
        late = time.monotonic() >= worker.deadline
        code = None if late else _exit_code(worker)
        _stop(worker)
        if late:
            return f"took longer than {self.limits.seconds:g} s"
        return f"the worker process died (exit code {code})"


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
    return shards.tables([(job.cache_key, job.path, rows.refused(job.path, error, lasting=False))])


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
    worker.deadline = _deadline(batch, limits) if worker.ready else time.monotonic() + START_SECONDS
    try:
        worker.pipe.send(batch)
    except OSError:
        _stop(worker)
        return False
    return True


def _deadline(batch: list[Job], limits: Limits) -> float:
    """Return when a batch must be done: a batch of many gets the time of two documents, then each its own."""
    return time.monotonic() + limits.seconds * (1 if len(batch) == 1 else 2)


def _is_ready(worker: _Worker) -> bool:
    """Take the first message of a worker, which only says that it has started; false when it died before."""
    try:
        worker.ready = bool(worker.pipe.recv_bytes())
    except (EOFError, OSError):
        return False
    return worker.ready


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

    from pipeline.process import extract_from, process

    # Ctrl-C is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # What is loaded on first use (vocabulary, weights) is loaded before a document's time runs; a defect in it shows
    # in the documents themselves.
    with suppress(Exception):
        extract_from("“It is over”, she said.")
    collect_seldom()
    pipe.send_bytes(b"ready")
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


def collect_seldom() -> None:
    """Let the garbage collector of this process pass over what is loaded by now, and over young objects seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


def _one(folder: Path, job: Job, process: rows.Process) -> rows.Rows:
    try:
        return process(raw.load(folder, raw.from_json(job.entry), job.sha256, job.document_id))
    except Refused as error:
        return rows.refused(job.path, error, lasting=error.rule != "raw/changed")
    except MemoryError:
        hungry = Refused("parse", "limit/memory", f"{job.path}: needs more memory than a worker may use")
        return rows.refused(job.path, hungry, lasting=False)
    except Exception as problem:  # noqa: BLE001 -- a defect in one document's code path must not stop the others
        where = problem.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else "?"
        reason = f"{job.path}: a defect of this program ({type(problem).__name__} at {place}); please report it"
        return rows.refused(job.path, Refused("extract", "defect", reason), lasting=False)


def _stream(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()
