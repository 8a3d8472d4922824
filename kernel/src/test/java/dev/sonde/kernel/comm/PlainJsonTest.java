package dev.sonde.kernel.comm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlainJsonTest {

    @Test
    void arrays_sets_enums_and_characters_have_a_plain_form() {
        assertThat(json(new double[] {1.5, 2})).isEqualTo("[1.5,2.0]");
        assertThat(json(new Object[] {'c', CommPost.Kind.OPEN, null})).isEqualTo("[\"c\",\"OPEN\",null]");
        assertThat(json(Set.of(1L))).isEqualTo("[1]");
        assertThat(json(Map.of(3, "three"))).isEqualTo("{\"3\":\"three\"}");
    }

    @Test
    void numbers_that_json_does_not_know_are_null() {
        assertThat(json(Arrays.asList(Double.NaN, Float.POSITIVE_INFINITY, Double.MAX_VALUE)))
                .isEqualTo("[null,null,1.7976931348623157E308]");
    }

    @Test
    void whole_numbers_come_in_the_smallest_type_that_holds_them() {
        assertThat(PlainJson.valueOf(JsonParser.parseString(
                        "[2147483647, -2147483648, 2147483648, 9223372036854775807, 9223372036854775808]")))
                .isEqualTo(List.of(
                        Integer.MAX_VALUE,
                        Integer.MIN_VALUE,
                        2147483648L,
                        Long.MAX_VALUE,
                        new BigInteger("9223372036854775808")));
    }

    @Test
    void fractions_come_as_doubles_unless_none_can_hold_them() {
        assertThat(PlainJson.valueOf(JsonParser.parseString("[17.0, 1e3, 1e400]")))
                .isEqualTo(List.of(17.0, 1000.0, new BigDecimal("1e400")));
    }

    @Test
    void large_numbers_go_as_they_are() {
        var large = new BigInteger("9".repeat(400));

        assertThat(PlainJson.valueOf(JsonParser.parseString(json(large)))).isEqualTo(large);
    }

    @Test
    void what_is_not_plain_is_refused_with_its_place() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlainJson.of(Map.of("a", List.of(1, new Object()))))
                .withMessageContaining("data.a[1] is of the type java.lang.Object");
    }

    private static String json(Object value) {
        return PlainJson.of(value).toString();
    }
}
