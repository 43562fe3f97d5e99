//! Concepts that are nothing but the sum of others.

/// The parts of a concept; `None` for one that is not a plain sum.
pub(super) fn of(id: &str) -> Option<&'static [&'static str]> {
    const SUMS: &[(&str, &[&str])] = &[
        ("three-public", &["three-public.overseas-travel", "three-public.vehicles", "three-public.official-reception"]),
        ("three-public.vehicles", &["three-public.vehicle-purchase", "three-public.vehicle-operation"]),
        (
            "three-public.vehicles-bought",
            &[
                "three-public.vehicles-bought.leaders",
                "three-public.vehicles-bought.heads",
                "three-public.vehicles-bought.confidential",
                "three-public.vehicles-bought.emergency",
                "three-public.vehicles-bought.enforcement",
                "three-public.vehicles-bought.technical",
                "three-public.vehicles-bought.veterans",
                "three-public.vehicles-bought.general",
                "three-public.vehicles-bought.other",
            ],
        ),
        ("procurement", &["procurement.goods", "procurement.works", "procurement.services"]),
        ("staff.total", &["staff.in-post", "staff.retired-veterans", "staff.retired"]),
        (
            "asset.vehicles",
            &[
                "asset.vehicles.leaders",
                "asset.vehicles.heads",
                "asset.vehicles.confidential",
                "asset.vehicles.emergency",
                "asset.vehicles.enforcement",
                "asset.vehicles.technical",
                "asset.vehicles.veterans",
                "asset.vehicles.general",
                "asset.vehicles.other",
            ],
        ),
        (
            "asset.vehicles-value",
            &["asset.vehicles-value.general", "asset.vehicles-value.enforcement", "asset.vehicles-value.other"],
        ),
        ("revenue.fiscal", APPROPRIATIONS),
        ("revenue.appropriation", APPROPRIATIONS),
        (
            "revenue.unit-funds",
            &[
                "revenue.service",
                "revenue.superior-subsidy",
                "revenue.subordinate-remittance",
                "revenue.business",
                "revenue.other",
            ],
        ),
        ("revenue.unit-other", &["revenue.superior-subsidy", "revenue.subordinate-remittance", "revenue.other"]),
        ("revenue.general-public-own", &["revenue.general-public"]),
        ("revenue.government-fund-own", &["revenue.government-fund"]),
        ("revenue.state-capital-own", &["revenue.state-capital"]),
    ];
    SUMS.iter().find(|(whole, _)| *whole == id).map(|(_, parts)| *parts)
}

const APPROPRIATIONS: &[&str] = &[
    "revenue.general-public",
    "revenue.general-public-transfer",
    "revenue.government-fund",
    "revenue.government-fund-transfer",
    "revenue.state-capital",
    "revenue.state-capital-transfer",
];
