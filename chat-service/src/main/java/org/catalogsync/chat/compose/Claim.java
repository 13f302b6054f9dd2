package org.catalogsync.chat.compose;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.catalogsync.chat.lookup.Fact;
import org.jspecify.annotations.Nullable;

/** Something that a sentence says of volumes. */
sealed interface Claim {

    /** Whether it is true of every one of them. */
    boolean holds(List<Fact> facts);

    Objection.Kind kind();

    String word();

    /** On what it answers. */
    Topic topic();

    /** Whether it says that there are copies, or none, or may be some. */
    default boolean isOfStock() {
        return false;
    }

    /** Copies in stock. Where the stock is unknown, no number is true. */
    record Copies(long number, String word) implements Claim {
        @Override
        public boolean holds(List<Fact> facts) {
            return facts.stream()
                    .allMatch(fact -> Standing.of(fact) != Standing.UNKNOWN
                            && fact.quantity() != null
                            && fact.quantity() == number);
        }

        @Override
        public Topic topic() {
            return Topic.STOCK;
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.NUMBER;
        }
    }

    record Yen(long number, String word) implements Claim {
        @Override
        public boolean holds(List<Fact> facts) {
            return facts.stream().allMatch(fact -> fact.priceJpy() != null && fact.priceJpy() == number);
        }

        @Override
        public Topic topic() {
            return Topic.PRICE;
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.NUMBER;
        }
    }

    /** Days until copies come. Nobody waits for copies of what is there. */
    record Days(long number, String word) implements Claim {
        @Override
        public boolean holds(List<Fact> facts) {
            return facts.stream()
                    .allMatch(fact -> Standing.of(fact) == Standing.OUT_OF_STOCK
                            && fact.restockEtaDays() != null
                            && fact.restockEtaDays() == number);
        }

        @Override
        public Topic topic() {
            return Topic.RESTOCK;
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.NUMBER;
        }
    }

    /** How many volumes are spoken of. */
    record Count(long number, String word) implements Claim {
        @Override
        public boolean holds(List<Fact> facts) {
            return facts.size() == number;
        }

        @Override
        public Topic topic() {
            return Topic.STOCK;
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.NUMBER;
        }
    }

    record Stock(Set<Standing> standings, String word) implements Claim {
        static final Set<Standing> IN = Set.of(Standing.IN_STOCK, Standing.LOW_STOCK);
        static final Set<Standing> LOW = Set.of(Standing.LOW_STOCK);
        static final Set<Standing> OUT = Set.of(Standing.OUT_OF_STOCK);
        static final Set<Standing> PRE = Set.of(Standing.PRE_ORDER);
        private static final Set<String> BESIDE_A_NUMBER =
                Set.of("in stock", "available", "left", "remaining", "on hand");

        /** 'No copies … in stock', '0 copies in stock': the words behind belong to the none before them. */
        boolean isOfNone(List<Claim> before) {
            return BESIDE_A_NUMBER.contains(word)
                    && before.stream()
                            .anyMatch(claim -> (claim instanceof Copies copies && copies.number() == 0)
                                    || (claim instanceof Stock stock
                                            && stock.standings.equals(OUT)
                                            && (stock.word.contains("no copies") || stock.word.startsWith("we "))));
        }

        @Override
        public boolean holds(List<Fact> facts) {
            return facts.stream().allMatch(fact -> standings.contains(Standing.of(fact)));
        }

        @Override
        public Topic topic() {
            return Topic.STOCK;
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.AVAILABILITY;
        }

        @Override
        public boolean isOfStock() {
            return true;
        }
    }

    /** That copies are on their way. */
    record Restock(String word) implements Claim {
        private static final Pattern COMING = Pattern.compile("入荷|stock|arrive|back|way");

        /** Whether it says only that something is expected. */
        boolean isBare() {
            return !COMING.matcher(word).find();
        }

        @Override
        public boolean holds(List<Fact> facts) {
            return facts.stream()
                    .allMatch(fact -> Standing.of(fact) == Standing.OUT_OF_STOCK && fact.restockEtaDays() != null);
        }

        @Override
        public Topic topic() {
            return Topic.RESTOCK;
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.AVAILABILITY;
        }
    }

    /** That a value is not known; what is known must not be hidden either. */
    record Unknown(Topic topic, String word) implements Claim {
        @Override
        public boolean holds(List<Fact> facts) {
            return facts.stream().allMatch(this::isUnknown);
        }

        private boolean isUnknown(Fact fact) {
            return switch (topic) {
                case STOCK -> Standing.of(fact) == Standing.UNKNOWN;
                case PRICE -> fact.priceJpy() == null;
                case RESTOCK -> fact.restockEtaDays() == null;
                case LAST_RESTOCK -> fact.lastRestock() == null;
                case AUTHOR -> fact.author() == null;
                case GENRE -> fact.genre() == null;
                case ISBN -> false;
            };
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.AVAILABILITY;
        }
    }

    /** What a sentence is about. */
    enum Topic {
        STOCK,
        PRICE,
        RESTOCK,
        LAST_RESTOCK,
        AUTHOR,
        GENRE,
        ISBN
    }

    /** An author, a genre or an ISBN that some facts have; true of these. */
    record Has(Topic topic, List<Fact> those, String word) implements Claim {
        @Override
        public boolean holds(List<Fact> facts) {
            return those.containsAll(facts);
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.NAME;
        }
    }

    /** A day, a time, or both. Of several volumes only the oldest moment holds for all. */
    record Moment(
            @Nullable Integer year,
            @Nullable Integer month,
            @Nullable Integer day,
            @Nullable LocalTime time,
            boolean ofRestock,
            String word)
            implements Claim {

        @Override
        public boolean holds(List<Fact> facts) {
            if (ofRestock) {
                return time == null && facts.stream().allMatch(fact -> isDay(fact.lastRestock()));
            }
            return isOldest(facts)
                    || isOldest(facts.stream().filter(Fact::stale).toList());
        }

        private boolean isOldest(Collection<Fact> facts) {
            if (facts.isEmpty()) {
                return false;
            }
            ZonedDateTime asOf = ShopTime.at(ShopTime.oldest(facts));
            return (day == null || isDay(asOf.toLocalDate()))
                    && (time == null || (time.getHour() == asOf.getHour() && time.getMinute() == asOf.getMinute()));
        }

        private boolean isDay(@Nullable LocalDate date) {
            return date != null
                    && (year == null || year == date.getYear())
                    && month != null
                    && month == date.getMonthValue()
                    && day != null
                    && day == date.getDayOfMonth();
        }

        Moment restocked() {
            return new Moment(year, month, day, time, true, word);
        }

        @Override
        public Topic topic() {
            return Topic.LAST_RESTOCK;
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.DATE;
        }
    }

    /** A number without a unit; what it counts is seen from the words around it. */
    record Bare(long number, String word) implements Claim {
        @Override
        public boolean holds(List<Fact> facts) {
            return false;
        }

        @Override
        public Topic topic() {
            return Topic.STOCK;
        }

        @Override
        public Objection.Kind kind() {
            return Objection.Kind.NUMBER;
        }
    }
}
