//! A server that speaks `OpenAI`'s interface, stateless: `store` is always false, and nothing is kept between calls
//! (P-26, P-27).

mod answer;
mod assistant;
mod config;
mod instructions;
mod request;
mod schema;
#[cfg(test)]
mod tests;
mod wire;

pub(super) use assistant::OpenAi;
