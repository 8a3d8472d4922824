package dev.sonde.cache;

import dev.sonde.score.Score;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The content of one answer's file: eight bytes that name format and version, the lengths of key and score, a CRC-32C of
 * all that comes behind it, the key, the score. What does not fit to the byte is damaged.
 */
final class AnswerFile {
    private static final long FORMAT = 0x31_45_44_4e_4f_53_00_89L; // 0x89 0 S O N D E 1
    private static final int CRC_AT = 8;
    private static final int LENGTHS_AT = 12;
    private static final int KEY_AT = 20;

    private AnswerFile() {}

    static byte[] encode(AnswerKey key, Score score) {
        byte[] payload = ScoreCodec.encode(score);
        ByteBuffer bytes = ByteBuffer.allocate(KEY_AT + key.bytes().length + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(FORMAT).putInt(0).putInt(key.bytes().length).putInt(payload.length);
        bytes.put(key.bytes()).put(payload);
        bytes.putInt(CRC_AT, crc(bytes.array()));
        return bytes.array();
    }

    /** The score that {@code content} holds for this very key; empty if it is damaged or for another key. */
    static Optional<Score> decode(byte[] content, AnswerKey key) {
        return score(content).filter(score -> Arrays.equals(keyOf(content), key.bytes()));
    }

    /** Whether the content is whole, whatever its key; the hash of its key has to stand in the file's name. */
    static boolean whole(byte[] content, String fileName) {
        return score(content).isPresent() && fileName.endsWith("-" + AnswerKey.hash(keyOf(content)));
    }

    private static Optional<Score> score(byte[] content) {
        if (content.length < KEY_AT) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long keyLength = bytes.getInt(LENGTHS_AT);
        long payloadLength = bytes.getInt(LENGTHS_AT + Integer.BYTES);
        boolean fits = bytes.getLong(0) == FORMAT
                && keyLength >= 0
                && payloadLength >= 0
                && KEY_AT + keyLength + payloadLength == content.length
                && bytes.getInt(CRC_AT) == crc(content);
        if (!fits) {
            return Optional.empty();
        }
        try {
            return Optional.of(ScoreCodec.decode(bytes.position(KEY_AT + (int) keyLength)));
        } catch (RuntimeException notAScore) { // written by a defect, with a right checksum
            return Optional.empty();
        }
    }

    private static byte[] keyOf(byte[] content) {
        int length = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTHS_AT);
        return Arrays.copyOfRange(content, KEY_AT, KEY_AT + length);
    }

    private static int crc(byte[] content) {
        var crc = new CRC32C();
        crc.update(content, LENGTHS_AT, content.length - LENGTHS_AT);
        return (int) crc.getValue();
    }
}
