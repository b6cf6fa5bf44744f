package io.lintel.server.logging;

import java.io.IOException;
import java.io.OutputStream;

/// A stream that outlives whoever closes it.
final class UnclosedStream extends OutputStream {

    private final OutputStream out;

    UnclosedStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
