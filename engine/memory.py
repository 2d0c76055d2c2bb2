"""Measures and releases the memory of this process, and counts the threads that it may have."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from pathlib import Path

if sys.platform == "win32":
    from ctypes import wintypes
else:
    import resource


def peak_memory() -> int:
    """Peak resident memory of this process, bytes."""
    if sys.platform == "win32":
        return _peak_on_windows()
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Not getrusage, which on Linux also counts the parent's memory from before this program was started.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def available_memory() -> int:
    """Memory that new processes of this machine can have, bytes; where the system does not tell, half of all."""
    if sys.platform == "win32":
        return _available_on_windows()
    if sys.platform == "darwin":
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    kilobytes = Path("/proc/meminfo").read_text(encoding="ascii").partition("MemAvailable:")[2].split()[0]
    return int(kilobytes) * 1024


def processor_threads() -> int:
    """Processor threads that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on Windows and macOS
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def threads_that_start(wanted: int) -> int:
    """The wanted number of threads (0 = all cores) if the system allows it right now, else 1.

    GDAL waits for ever for threads that it could not start.
    """
    wanted = wanted or processor_threads()
    go = threading.Event()
    started: list[threading.Thread] = []
    try:
        for _ in range(wanted if wanted > 1 else 0):
            started.append(threading.Thread(target=go.wait, daemon=True))
            started[-1].start()
    except RuntimeError:
        started.pop()
    go.set()
    for thread in started:
        thread.join()
    return wanted if wanted <= 1 or len(started) == wanted else 1


def give_back_memory() -> None:
    """Return freed memory to the system, which glibc otherwise keeps: hundreds of megabytes after a run."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


if sys.platform == "win32":

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API."""

        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        ]

    def _peak_on_windows() -> int:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        query = kernel.K32GetProcessMemoryInfo
        query.argtypes = [wintypes.HANDLE, ctypes.POINTER(_Counters), wintypes.DWORD]
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        if not query(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
            raise ctypes.WinError(ctypes.get_last_error())
        return int(counters.PeakWorkingSetSize)

    class _MemoryStatus(ctypes.Structure):
        """MEMORYSTATUSEX of the Windows API."""

        _fields_ = [
            ("dwLength", wintypes.DWORD),
            ("dwMemoryLoad", wintypes.DWORD),
            ("ullTotalPhys", ctypes.c_ulonglong),
            ("ullAvailPhys", ctypes.c_ulonglong),
            ("ullTotalPageFile", ctypes.c_ulonglong),
            ("ullAvailPageFile", ctypes.c_ulonglong),
            ("ullTotalVirtual", ctypes.c_ulonglong),
            ("ullAvailVirtual", ctypes.c_ulonglong),
            ("ullAvailExtendedVirtual", ctypes.c_ulonglong),
        ]

    def _available_on_windows() -> int:
        status = _MemoryStatus(dwLength=ctypes.sizeof(_MemoryStatus))
        if not ctypes.WinDLL("kernel32", use_last_error=True).GlobalMemoryStatusEx(ctypes.byref(status)):
            raise ctypes.WinError(ctypes.get_last_error())
        return int(status.ullAvailPhys)
