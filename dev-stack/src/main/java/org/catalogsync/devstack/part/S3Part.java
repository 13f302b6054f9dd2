package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;

/** S3Mock on a folder. Clients address buckets by path. */
final class S3Part implements Part {

    private static final String S3MOCK = "-Dcom.adobe.testing.s3mock.";

    @Override
    public PartName name() {
        return PartName.S3;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        return new Jvm(
                        Jvm.classPathOf(site),
                        List.of(
                                "-Xms64m",
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dserver.address=127.0.0.1",
                                "-Dserver.port=" + site.port(),
                                "-Dserver.ssl.enabled=false",
                                S3MOCK + "httpPort=0",
                                S3MOCK + "store.region=ap-northeast-1",
                                S3MOCK + "store.root=" + site.data(),
                                S3MOCK + "store.retain-files-on-exit=" + site.keepsData()),
                        "com.adobe.testing.s3mock.S3MockApplication",
                        List.of())
                .at(site);
    }

    @Override
    public boolean answers(URI address) {
        return Probe.get(address, "/", answer -> answer.contains("ListAllMyBucketsResult"));
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("AWS_ENDPOINT_URL_S3", address.toString());
    }
}
