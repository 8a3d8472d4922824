package dev.sonde.backend.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a server's completion interface stands, such as {@code https://host/v1}. */
final class ServerUrl {
    private static final Pattern LOCAL = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private ServerUrl() {}

    /**
     * Reads a URL; {@code /v1} is added to one without a path.
     *
     * @throws dev.sonde.backend.BackendException if it is not http or https, or carries a user, a query or a fragment,
     *     where secrets hide; these are not repeated in the message
     */
    static URI parse(String text) {
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException notOne) { // its message would repeat the text, and with it a password
            throw HttpErrors.badUrl("it is not a URL");
        }
        String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw HttpErrors.badUrl("it does not begin with http:// or https://");
        }
        if (url.getRawUserInfo() != null
                || Optional.ofNullable(url.getRawAuthority()).orElse("").contains("@")) {
            throw HttpErrors.badUrl("it carries a user or password; name a variable with the key in 'key_variable'");
        }
        if (url.getHost() == null) {
            throw HttpErrors.badUrl("it names no host");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw HttpErrors.badUrl("it has a part after '?' or '#', which does not belong to a server's address");
        }
        String path = url.getRawPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + url.getRawAuthority() + (path.isEmpty() ? "/v1" : path));
    }

    /** Whether what is sent there can be read on the way. */
    static boolean isExposed(URI url) {
        return url.getScheme().equals("http")
                && !LOCAL.matcher(url.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    /** Scheme and host alone, for messages. */
    static String origin(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
