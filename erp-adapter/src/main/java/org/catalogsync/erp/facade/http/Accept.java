package org.catalogsync.erp.facade.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request accepts, by RFC 9110, section 12.5.1: of several ranges that fit a type the most specific one gives its weight, and of several types the heaviest is taken, on a tie the first that we offer. A range that nobody can read
 * counts for nothing.
 */
public final class Accept {
    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private final List<Range> ranges;

    /** A type that can be given, with the parameters that it is given with. */
    public record Offer(String type, String subtype, Map<String, String> parameters) {}

    private record Range(String type, String subtype, Map<String, String> parameters, double weight) {

        boolean fits(Offer offer) {
            return (type.equals("*") || type.equals(offer.type()))
                    && (subtype.equals("*") || subtype.equals(offer.subtype()))
                    && offer.parameters().entrySet().containsAll(parameters.entrySet());
        }

        int specificity() {
            return (type.equals("*") ? 0 : 1) + (subtype.equals("*") ? 0 : 1) + parameters.size();
        }
    }

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** Reads the header's values; none, or empty ones, accept everything. */
    public static Accept of(Collection<String> headers) {
        List<Range> ranges = new ArrayList<>();
        boolean silent = true;
        for (String header : headers) {
            for (String text : header.split(",", -1)) {
                silent &= text.isBlank();
                Range range = range(text);
                if (range != null) {
                    ranges.add(range);
                }
            }
        }
        return silent ? new Accept(List.of(new Range("*", "*", Map.of(), 1))) : new Accept(ranges);
    }

    /** The best of the offers, or null where none is accepted. */
    public @Nullable Offer best(List<Offer> offers) {
        Offer best = null;
        double most = 0;
        for (Offer offer : offers) {
            double weight = weight(offer);
            if (weight > most) {
                best = offer;
                most = weight;
            }
        }
        return best;
    }

    private double weight(Offer offer) {
        Range closest = null;
        for (Range range : ranges) {
            if (range.fits(offer) && (closest == null || range.specificity() > closest.specificity())) {
                closest = range;
            }
        }
        return closest == null ? 0 : closest.weight();
    }

    private static @Nullable Range range(String text) {
        String[] parts = text.split(";", -1);
        String[] types = parts[0].strip().toLowerCase(Locale.ROOT).split("/", -1);
        boolean named = types.length == 2 && !types[0].isEmpty() && !types[1].isEmpty();
        if (!named || (types[0].equals("*") && !types[1].equals("*"))) {
            return null;
        }
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            String name = name(parts[i]);
            if (name.equals("q")) {
                // What follows the weight extends the Accept header and is no parameter of the type.
                return weighted(types, parameters, value(parts[i]));
            }
            if (!name.isEmpty()) {
                parameters.put(name, value(parts[i]).toLowerCase(Locale.ROOT));
            }
        }
        return new Range(types[0], types[1], parameters, 1);
    }

    private static @Nullable Range weighted(String[] types, Map<String, String> parameters, String weight) {
        return WEIGHT.matcher(weight).matches()
                ? new Range(types[0], types[1], parameters, Double.parseDouble(weight))
                : null;
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
    }

    private static String value(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "" : unquoted(parameter.substring(equals + 1).strip());
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
