package org.catalogsync.chat.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ConnectionRateTest {

    @Test
    void customerWithManyAddressesOfOneNetworkIsOne() throws Exception {
        ConnectionRate rate = new ConnectionRate(4, () -> 0);

        assertThat(rate.take(InetAddress.getByName("2001:db8:1:2::1")).isZero()).isTrue();
        assertThat(rate.take(InetAddress.getByName("2001:db8:1:2:ffff::9")).isZero())
                .isTrue();
        assertThat(rate.take(InetAddress.getByName("2001:db8:1:2::3")).isPositive())
                .isTrue();
        assertThat(rate.take(InetAddress.getByName("2001:db8:1:3::1")).isZero()).isTrue();
        assertThat(rate.take(InetAddress.getByName("192.0.2.7")).isZero()).isTrue();
        assertThat(rate.take(InetAddress.getByName("192.0.2.8")).isZero()).isTrue();
    }
}
