"""Files in a folder: each whole under its name, or not there, also after a loss of power."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import BinaryIO
from uuid import uuid4

from caseledger.adapters.blobs.counted import Counted
from domain.blobs import ABANDONED, CHUNK, Kept, checked
from domain.refusals import NotFound, StoreAway

DRAFT = ".draft"  # no key has two dots


class FolderBlobs:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, chunks: Iterable[bytes]) -> Kept:
        place, counted = self._place(key), Counted(chunks)
        with _answering():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.tidy()
            draft = self._folder / f"{uuid4()}.part{DRAFT}"
            file = os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        try:
            with file:
                for chunk in counted:  # what their maker raises is not about us
                    with _answering():
                        file.write(chunk)
                with _answering():
                    file.flush()
                    os.fsync(file.fileno())
            with _answering():
                draft.rename(place)
                _sync(self._folder)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        return counted.kept

    @contextmanager
    def open(self, key: str) -> Iterator[Iterator[bytes]]:
        with _answering():
            try:
                file = self._place(key).open("rb")
            except FileNotFoundError:
                raise NotFound from None
        with file:
            yield _chunks(file)

    def stat(self, key: str) -> int | None:
        with _answering(), suppress(FileNotFoundError):
            return self._place(key).stat().st_size
        return None

    def delete(self, key: str) -> None:
        with _answering():
            self._place(key).unlink(missing_ok=True)

    def tidy(self, seconds: float = ABANDONED) -> None:
        """Remove what killed processes left behind: we leave nothing ourselves."""
        for draft in self._folder.glob(f"*{DRAFT}"):
            with suppress(FileNotFoundError):
                if time() - draft.stat().st_mtime > seconds:
                    draft.unlink()

    def _place(self, key: str) -> Path:
        return self._folder / checked(key)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _sync(folder: Path) -> None:
    """A name is kept only once its folder is."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _answering() -> Iterator[None]:
    """A full or lost disk, in one sentence."""
    try:
        yield
    except OSError as why:
        raise StoreAway from why
