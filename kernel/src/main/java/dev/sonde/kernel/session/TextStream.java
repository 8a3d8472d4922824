package dev.sonde.kernel.session;

import dev.sonde.kernel.display.StreamName;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of one stream into text without ever splitting a character. */
final class TextStream extends OutputStream {

    private final StreamName name;
    private final CellOutput output;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] unfinished = {};

    TextStream(StreamName name, CellOutput output) {
        this.name = name;
        this.output = output;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        var in = ByteBuffer.allocate(unfinished.length + length)
                .put(unfinished)
                .put(bytes, offset, length)
                .flip();
        var out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, false);
        unfinished = new byte[in.remaining()];
        in.get(unfinished);
        if (out.flip().hasRemaining()) {
            output.stream(name, out.toString());
        }
    }
}
