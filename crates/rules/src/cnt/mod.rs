//! Heads, vehicles, areas and units counted.

use crate::{Rule, nar::one_number, sum::runs};

mod activity;
mod asset_date;
mod floor_area;
mod names;
mod nested;
mod reception;
mod staff;
mod unit_kinds;
mod unit_missing;
mod vehicles;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("staff_sum.md"), staff::sum),
        Rule::new(include_str!("staff_quota.md"), staff::quota),
        Rule::new(include_str!("offices.md"), names::offices),
        Rule::new(include_str!("units.md"), names::units),
        Rule::new(include_str!("vehicles.md"), vehicles::numbers),
        Rule::new(include_str!("vehicle_values.md"), vehicles::values),
        Rule::new(include_str!("vehicles_held.md"), vehicles::held),
        Rule::new(include_str!("vehicles_owned.md"), one_number::check),
        Rule::new(include_str!("equipment.md"), nested::check),
        Rule::new(include_str!("small_firms.md"), nested::check),
        Rule::new(include_str!("activity.md"), activity::check),
        Rule::new(include_str!("unit_missing.md"), unit_missing::check),
        Rule::new(include_str!("asset_date.md"), asset_date::check),
        Rule::new(include_str!("floor_area.md"), floor_area::check),
        Rule::new(include_str!("guests.md"), reception::check),
        Rule::new(include_str!("reception_persons.md"), reception::check),
        Rule::new(include_str!("travel_groups.md"), reception::check),
        Rule::new(include_str!("ratings.md"), runs::check),
        Rule::new(include_str!("problems.md"), runs::check),
        Rule::new(include_str!("unit_kinds.md"), unit_kinds::check),
        Rule::new(include_str!("vehicles_planned.md"), vehicles::planned),
    ]
}
