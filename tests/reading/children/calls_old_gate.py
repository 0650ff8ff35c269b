"""Asks the kernel for a socket as a 32-bit program would: machine code, `int 0x80`."""

from __future__ import annotations

import ctypes
import mmap
import sys

from services.reading.protocol import ChildKind, read_frame
from services.reading.sandbox import die_with, wall_in
from tests.reading.children.speech import greet

SOCKET = 359
# push rbx; mov eax, SOCKET; mov ebx, AF_INET; mov ecx, SOCK_STREAM; xor edx, edx; int 0x80; pop rbx; ret
CODE = b"\x53\xb8" + SOCKET.to_bytes(4, "little") + b"\xbb\x02\0\0\0\xb9\x01\0\0\0\x31\xd2\xcd\x80\x5b\xc3"

requests, _ = greet()
read_frame(requests)
die_with(int(sys.argv[4]))
wall_in(ChildKind(sys.argv[3]))
page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(CODE)
ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
read_frame(requests)
