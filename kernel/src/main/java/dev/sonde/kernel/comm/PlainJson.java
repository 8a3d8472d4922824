package dev.sonde.kernel.comm;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON as plain values and back: maps, lists, texts, numbers, booleans and null. */
public final class PlainJson {

    private static final int DEEPEST = 200;
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private PlainJson() {}

    /**
     * The JSON of a plain value. Arrays are lists, enums and characters texts; a number that JSON does not know, such as
     * NaN, becomes null.
     *
     * @throws IllegalArgumentException if something in it is not plain; the message says what and where
     */
    public static JsonElement of(@Nullable Object value) {
        return of(value, "data", 0);
    }

    /** The JSON of a map of plain values. */
    public static JsonObject ofMap(Map<?, ?> map) {
        return object(map, "metadata", 0);
    }

    private static JsonElement of(@Nullable Object value, String place, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "A comm's data can be " + DEEPEST
                            + " levels deep, this is deeper: a list or a map contains itself, perhaps. Send a copy without that.");
        }
        if (value == null) {
            return JsonNull.INSTANCE;
        } else if (value instanceof Boolean truth) {
            return new JsonPrimitive(truth);
        } else if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) || exact(number)
                    ? new JsonPrimitive(number)
                    : JsonNull.INSTANCE;
        } else if (value instanceof CharSequence || value instanceof Character) {
            return new JsonPrimitive(value.toString());
        } else if (value instanceof Enum<?> constant) {
            return new JsonPrimitive(constant.name());
        } else if (value instanceof Map<?, ?> map) {
            return object(map, place, depth);
        } else if (value instanceof Iterable<?> items) {
            return array(items, place, depth);
        } else if (value.getClass().isArray()) {
            return array(items(value), place, depth);
        }
        throw new IllegalArgumentException(
                ("A comm's data can be maps, lists, texts, numbers, booleans and null; %s is of"
                                + " the type %s. Take what the page needs of it, and send bytes as buffers.")
                        .formatted(place, value.getClass().getName()));
    }

    private static boolean exact(Number number) {
        return number instanceof BigInteger || number instanceof BigDecimal;
    }

    private static JsonObject object(Map<?, ?> map, String place, int depth) {
        var object = new JsonObject();
        map.forEach((key, value) -> object.add(String.valueOf(key), of(value, place + "." + key, depth + 1)));
        return object;
    }

    private static JsonArray array(Iterable<?> items, String place, int depth) {
        var array = new JsonArray();
        for (Object item : items) {
            array.add(of(item, place + "[" + array.size() + "]", depth + 1));
        }
        return array;
    }

    private static List<@Nullable Object> items(Object array) {
        var items = new ArrayList<@Nullable Object>();
        for (int i = 0; i < Array.getLength(array); i++) {
            items.add(Array.get(array, i));
        }
        return items;
    }

    /** A map without JSON's types; empty for JSON that is no object. */
    public static Map<String, @Nullable Object> mapOf(@Nullable JsonElement json) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        if (json != null && json.isJsonObject()) {
            json.getAsJsonObject().entrySet().forEach(field -> map.put(field.getKey(), valueOf(field.getValue())));
        }
        return Collections.unmodifiableMap(map);
    }

    /** A value without JSON's types; whole numbers are {@code Int} where they fit, then {@code Long}, others {@code Double}. */
    public static @Nullable Object valueOf(@Nullable JsonElement json) {
        if (json == null || json.isJsonNull()) {
            return null;
        } else if (json.isJsonObject()) {
            return mapOf(json);
        } else if (json.isJsonArray()) {
            var list = new ArrayList<@Nullable Object>();
            json.getAsJsonArray().forEach(item -> list.add(valueOf(item)));
            return Collections.unmodifiableList(list);
        }
        JsonPrimitive primitive = json.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        return primitive.isNumber() ? number(primitive.getAsString()) : primitive.getAsString();
    }

    private static Number number(String digits) {
        if (!WHOLE.matcher(digits).matches()) {
            double value = Double.parseDouble(digits);
            return Double.isFinite(value) ? value : new BigDecimal(digits);
        }
        var whole = new BigInteger(digits);
        if (whole.bitLength() < Integer.SIZE) {
            return whole.intValue();
        }
        return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }
}
