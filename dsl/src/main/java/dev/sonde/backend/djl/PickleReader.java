package dev.sonde.backend.djl;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The part of Python's pickle format (protocol 2) that dictionaries of tensors and numbers are written in. Nothing is
 * looked up or called: a tensor is the only object it can make, and what it does not know is an error, or else {@link
 * #UNKNOWN}.
 *
 * <p>Format: the opcodes of Python's {@code pickletools}.
 */
final class PickleReader {

    private static final Object MARK = new Object();

    /** Python's None. */
    static final Object NONE = new Object();

    /** An object of a class that this reader does not know, such as the state of a random generator; it was not made. */
    static final Object UNKNOWN = new Object();

    private final ByteBuffer in;
    private final boolean lenient;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    /** A name that the pickle mentions, such as {@code torch FloatStorage}. */
    private record Name(String text) {}

    /** Where numbers lie. */
    private record Storage(String type, String key) {}

    /**
     * A tensor.
     *
     * @param storage such as {@code torch FloatStorage}
     * @param key name of the data's file
     * @param offset of the first element, in elements
     */
    record Tensor(String storage, String key, long offset, List<Long> shape, List<Long> strides) {}

    PickleReader(byte[] bytes) {
        this(bytes, false);
    }

    /** A reader that puts {@link #UNKNOWN} in the place of what it does not know, instead of refusing the whole. */
    PickleReader(byte[] bytes, boolean lenient) {
        this.lenient = lenient;
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * What the pickle holds: maps, lists, texts, numbers, tensors.
     *
     * @throws IllegalArgumentException if it holds anything else, or ends too early
     */
    Object read() {
        try {
            for (int code = in.get(); code != '.'; code = in.get()) {
                step(code & 0xff);
            }
            return pop();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("its pickle ends too early", e);
        }
    }

    private void step(int code) {
        switch (code) {
            case 0x80 -> require(in.get() == 2, "a protocol other than 2");
            case '(' -> stack.add(MARK);
            case '}' -> stack.add(new LinkedHashMap<>());
            case ']' -> stack.add(new ArrayList<>());
            case ')' -> stack.add(List.of());
            case 'N' -> stack.add(NONE);
            case 0x88, 0x89 -> stack.add(code == 0x88);
            case 'G' ->
                stack.add(Double.longBitsToDouble(Long.reverseBytes(in.getLong()))); // the one big-endian number
            case 'K' -> stack.add((long) (in.get() & 0xff));
            case 'M' -> stack.add((long) (in.getShort() & 0xffff));
            case 'J' -> stack.add((long) in.getInt());
            case 0x8a -> stack.add(longNumber());
            case 'X' -> stack.add(new String(bytes(in.getInt()), StandardCharsets.UTF_8));
            case 'c' -> stack.add(new Name(line() + " " + line()));
            case 'q' -> memo.put(in.get() & 0xff, top());
            case 'r' -> memo.put(in.getInt(), top());
            case 'h' -> stack.add(remembered(in.get() & 0xff));
            case 'j' -> stack.add(remembered(in.getInt()));
            case 't' -> stack.add(untilMark());
            case 0x85, 0x86, 0x87 -> stack.add(last(code - 0x84));
            case 's' -> putAll(last(2));
            case 'u' -> putAll(untilMark());
            case 'a' -> addAll(last(1));
            case 'e' -> addAll(untilMark());
            case 0x81 -> stack.add(instance((List<?>) pop(), pop()));
            case 'b' -> pop(); // attributes of the dictionary: its metadata
            case 'Q' -> stack.add(storage((List<?>) pop()));
            case 'R' -> stack.add(made((List<?>) pop(), pop()));
            default -> throw new IllegalArgumentException("its pickle has the operation 0x%02x".formatted(code));
        }
    }

    private Object remembered(int index) {
        require(memo.containsKey(index), "a reference to nothing");
        return Objects.requireNonNull(memo.get(index));
    }

    private static Storage storage(List<?> id) {
        require(id.size() == 5 && "storage".equals(id.get(0)), "a persistent id of no storage");
        return new Storage(((Name) id.get(1)).text(), (String) id.get(2));
    }

    private Object made(List<?> arguments, Object callee) {
        if (!(callee instanceof Name call)) {
            require(lenient && callee == UNKNOWN, "a call of no name");
            return UNKNOWN;
        }
        if (call.text().equals("collections OrderedDict") && arguments.isEmpty()) {
            return new LinkedHashMap<>();
        }
        if (call.text().equals("torch._utils _rebuild_tensor_v2") && arguments.size() >= 4) {
            Storage storage = (Storage) arguments.get(0);
            return new Tensor(
                    storage.type(),
                    storage.key(),
                    (Long) arguments.get(1),
                    numbers((List<?>) arguments.get(2)),
                    numbers((List<?>) arguments.get(3)));
        }
        if (call.text().equals("torch._utils _rebuild_parameter") && arguments.get(0) instanceof Tensor tensor) {
            return tensor;
        }
        return refused(call);
    }

    private Object instance(List<?> arguments, Object type) {
        return type instanceof Name name ? refused(name) : made(arguments, type);
    }

    private Object refused(Name call) {
        if (lenient) {
            return UNKNOWN;
        }
        throw new IllegalArgumentException("its pickle calls '" + call.text() + "', which is not run");
    }

    private static List<Long> numbers(List<?> values) {
        return values.stream().map(Long.class::cast).toList();
    }

    /** Names and numbers alone: other keys could hold each other, and their hash would have no end. */
    @SuppressWarnings("unchecked") // only this class makes maps
    private void putAll(List<Object> items) {
        if (lenient && top() == UNKNOWN) {
            return;
        }
        var map = (Map<Object, Object>) top();
        for (int i = 0; i + 1 < items.size(); i += 2) {
            require(items.get(i) instanceof String || lenient && items.get(i) instanceof Long, "a key that is no text");
            map.put(items.get(i), items.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked") // only this class makes lists that are added to
    private void addAll(List<Object> items) {
        require(top() instanceof ArrayList, "an addition to what is no list");
        ((List<Object>) top()).addAll(items);
    }

    private List<Object> untilMark() {
        int mark = stack.lastIndexOf(MARK);
        require(mark >= 0, "no mark");
        List<Object> items = last(stack.size() - mark - 1);
        pop();
        return items;
    }

    private List<Object> last(int count) {
        List<Object> tail = stack.subList(stack.size() - count, stack.size());
        List<Object> items = List.copyOf(tail);
        tail.clear();
        return items;
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private String line() {
        StringBuilder text = new StringBuilder();
        for (char c = (char) in.get(); c != '\n'; c = (char) in.get()) {
            text.append(c);
        }
        return text.toString();
    }

    private byte[] bytes(int count) {
        require(count >= 0 && count <= in.remaining(), "a text of " + count + " bytes");
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private long longNumber() {
        byte[] bytes = bytes(in.get());
        require(bytes.length <= 8, "a number of " + bytes.length + " bytes");
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        int unused = 64 - 8 * bytes.length;
        return bytes.length == 0 ? 0 : value << unused >> unused;
    }

    private static void require(boolean holds, String found) {
        if (!holds) {
            throw new IllegalArgumentException("its pickle has " + found);
        }
    }
}
