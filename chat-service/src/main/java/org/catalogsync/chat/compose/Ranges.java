package org.catalogsync.chat.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Numbers of volumes as few words: 1, 2, 3, 5 are 1–3 and 5. A range holds no number that is not in the list. */
final class Ranges {

    private Ranges() {}

    static List<String> of(List<String> volumes) {
        List<Integer> numbers = volumes.stream()
                .filter(Ranges::isNumber)
                .map(Integer::valueOf)
                .distinct()
                .sorted()
                .toList();
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || numbers.get(i) != numbers.get(i - 1) + 1) {
                ranges.addAll(range(numbers.get(from), numbers.get(i - 1)));
                from = i;
            }
        }
        volumes.stream().filter(volume -> !isNumber(volume)).distinct().forEach(ranges::add);
        return ranges;
    }

    private static List<String> range(int first, int last) {
        return last - first < 2
                ? Stream.of(first, last).distinct().map(String::valueOf).toList()
                : List.of(first + "–" + last);
    }

    private static boolean isNumber(String volume) {
        return volume.matches("[0-9]{1,4}");
    }
}
