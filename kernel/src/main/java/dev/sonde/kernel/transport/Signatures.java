package dev.sonde.kernel.transport;

import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs messages, and refuses those that are signed wrongly or for the second time. */
final class Signatures {

    private static final int REMEMBERED = 65_536;

    private final @Nullable SecretKeySpec key;
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** Signs with the key of the connection file; without a key nothing is signed or checked. */
    Signatures(KernelConnectionProperties properties) {
        String secret = properties.getKey();
        String scheme = properties.getSignatureScheme();
        String algorithm =
                scheme == null ? "HmacSHA256" : scheme.replace("-", "").toLowerCase(Locale.ROOT);
        this.key = secret == null || secret.isEmpty()
                ? null
                : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm);
    }

    /** The signature of header, parent header, metadata and content, in hexadecimal digits; empty without a key. */
    byte[] sign(List<byte[]> parts) {
        if (key == null) {
            return new byte[0];
        }
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            parts.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalArgumentException(
                    "The connection file's signature_scheme '" + key.getAlgorithm() + "' is not known to this Java."
                            + " Use hmac-sha256.",
                    unsupported);
        }
    }

    /**
     * Accepts a signature once.
     *
     * @throws BadMessageException if it is wrong, or was accepted before
     */
    void check(byte[] signature, List<byte[]> parts) throws BadMessageException {
        if (key == null) {
            return;
        }
        if (!MessageDigest.isEqual(sign(parts), signature)) { // takes the same time for every wrong signature
            throw new BadMessageException("its signature is wrong");
        }
        synchronized (seen) {
            if (!seen.add(new String(signature, StandardCharsets.US_ASCII))) {
                throw new BadMessageException("it was received before");
            }
        }
    }
}
